package se.knutpunkt.directory;

import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.HsaId;

/**
 * The principal that authenticates and is connected: a case system, a hospital's ADT, SAMSA.
 *
 * @param id the stem of its file, or {@code <party id>} when it stands in the party's own file
 * @param hsaId HSA-id in the subject serialNumber of its function certificate
 * @param name its name, Swedish
 * @param actsFor ids of the parties it sends and receives for
 * @param inbound how it sends; null when it does not
 * @param outbound how it receives; channel {@code NONE} when it does not
 * @param layers for each value, such as {@code outbound.timeout}, the layer it comes from; what comes from its own file is {@code local}
 */
public record HubSystem(
        String id,
        HsaId hsaId,
        String name,
        Set<String> actsFor,
        Inbound inbound,
        Outbound outbound,
        Map<String, String> layers) {

    /** The layer of values that stand in the system's own file. */
    public static final String LOCAL = "local";

    public HubSystem {
        actsFor = Set.copyOf(actsFor);
        layers = Map.copyOf(layers);
    }

    /** A system whose values all are its own. */
    public HubSystem(String id, HsaId hsaId, String name, Set<String> actsFor, Inbound inbound, Outbound outbound) {
        this(id, hsaId, name, actsFor, inbound, outbound, Map.of());
    }
}
