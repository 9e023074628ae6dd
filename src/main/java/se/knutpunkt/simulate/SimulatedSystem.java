package se.knutpunkt.simulate;

import java.util.List;
import java.util.Set;
import se.knutpunkt.codec.Format;

/**
 * A system that takes part in the simulation, as its adapter describes it.
 *
 * @param id the adapter's id
 * @param hsaId the system's HSA-id
 * @param actsFor ids of the parties it sends and receives for
 * @param channel {@code push-fhir}, {@code push-json}, {@code pull} or {@code none}
 * @param receives the format it gets
 * @param sends the formats it may send; empty when it does not send
 * @param token bearer token it shows to the hub
 */
public record SimulatedSystem(
        String id,
        String hsaId,
        Set<String> actsFor,
        String channel,
        Format receives,
        List<Format> sends,
        String token) {

    public SimulatedSystem {
        actsFor = Set.copyOf(actsFor);
        sends = List.copyOf(sends);
    }

    public boolean isPull() {
        return "pull".equals(channel);
    }

    /** The formats it may send other than HL7 v2. */
    public List<Format> listEventFormats() {
        return sends.stream().filter(format -> format != Format.HL7_V2).toList();
    }

    @Override
    public String toString() {
        return id;
    }
}
