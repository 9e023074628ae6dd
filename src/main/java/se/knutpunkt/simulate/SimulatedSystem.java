package se.knutpunkt.simulate;

import java.util.List;
import se.knutpunkt.codec.Format;

/**
 * A system that takes part in the simulation, as its adapter describes it.
 *
 * @param id the adapter's id
 * @param hsaId the system's HSA-id
 * @param channel {@code push-fhir}, {@code push-json}, {@code pull} or {@code none}
 * @param receives the format it gets
 * @param sends the formats it may send; empty when it does not send
 * @param token bearer token it shows to the hub
 */
public record SimulatedSystem(
        String id, String hsaId, String channel, Format receives, List<Format> sends, String token) {

    public SimulatedSystem {
        sends = List.copyOf(sends);
    }

    public boolean isPull() {
        return "pull".equals(channel);
    }

    @Override
    public String toString() {
        return id;
    }
}
