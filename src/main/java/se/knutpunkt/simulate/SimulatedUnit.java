package se.knutpunkt.simulate;

import java.util.Set;

/**
 * A unit that takes part in the episodes played.
 *
 * @param hsaId its HSA-id
 * @param roles codes of its roles
 * @param defaultFor roles for which it is its party's unit where nothing more is known
 * @param partyId the party it belongs to
 * @param systemId the system that sends and receives for the party
 * @param municipalities codes of the municipalities it serves; empty when it is not chosen by place
 * @param events codes of the events its system takes; empty for all
 */
public record SimulatedUnit(
        String hsaId,
        Set<String> roles,
        Set<String> defaultFor,
        String partyId,
        String systemId,
        Set<String> municipalities,
        Set<String> events) {

    public SimulatedUnit {
        roles = Set.copyOf(roles);
        defaultFor = Set.copyOf(defaultFor);
        municipalities = Set.copyOf(municipalities);
        events = Set.copyOf(events);
    }

    boolean takes(String event) {
        return events.isEmpty() || events.contains(event);
    }
}
