package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which deliveries are meant: these by id, or all that fit every criterion given.
 *
 * @param deliveryIds only these; empty for no such limit
 * @param receiverSystem id of a system; empty for any
 * @param receiverParty id of a party; empty for any
 * @param receiverUnit HSA-id; empty for any
 * @param eventCode code of an event; empty for any
 * @param errorNumber number of the error that holds them; empty for any
 * @param failureGroup id of a group of failures; empty for any
 * @param from accepted at or after; null for no limit
 * @param to accepted before; null for no limit
 */
public record DeliverySelection(
        Set<UUID> deliveryIds,
        String receiverSystem,
        String receiverParty,
        String receiverUnit,
        String eventCode,
        String errorNumber,
        String failureGroup,
        Instant from,
        Instant to) {

    public DeliverySelection {
        deliveryIds = Set.copyOf(deliveryIds);
    }

    /** These and no others. */
    public static DeliverySelection of(Set<UUID> deliveryIds) {
        return new DeliverySelection(deliveryIds, "", "", "", "", "", "", null, null);
    }

    /** What a group of failures holds. */
    public static DeliverySelection ofFailureGroup(String id) {
        return new DeliverySelection(Set.of(), "", "", "", "", "", id, null, null);
    }

    /** What goes to a party, accepted between these; null for no limit. */
    public static DeliverySelection ofParty(String partyId, Instant from, Instant to) {
        return new DeliverySelection(Set.of(), "", partyId, "", "", "", "", from, to);
    }

    /** True when nothing limits it. */
    public boolean isOpen() {
        return deliveryIds.isEmpty()
                && receiverSystem.isEmpty()
                && receiverParty.isEmpty()
                && receiverUnit.isEmpty()
                && eventCode.isEmpty()
                && errorNumber.isEmpty()
                && failureGroup.isEmpty()
                && from == null
                && to == null;
    }

    /** In a line, for the record; names, codes and times only. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (!deliveryIds.isEmpty()) {
            parts.add(deliveryIds.size() + " deliveries");
        }
        add(parts, "system", receiverSystem);
        add(parts, "party", receiverParty);
        add(parts, "unit", receiverUnit);
        add(parts, "event", eventCode);
        add(parts, "error", errorNumber);
        add(parts, "failure group", failureGroup);
        add(parts, "from", from == null ? "" : from.toString());
        add(parts, "to", to == null ? "" : to.toString());
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + " " + value);
        }
    }
}
