package se.knutpunkt.console.mend;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.console.Shown;
import se.knutpunkt.ledger.DeliverySelection;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * A selection as the fields of a form say it; what was written comes back as it was.
 *
 * @param kind name of a {@link ReplayKind}
 * @param deliveries ids with spaces or commas between
 * @param from Swedish time, as of a {@code datetime-local} field
 * @param to the same
 */
public record SelectionForm(
        String kind,
        String deliveries,
        String system,
        String party,
        String unit,
        String event,
        String error,
        String from,
        String to) {

    /** Most ids in one form. */
    private static final int MOST_IDS = 10_000;

    public SelectionForm {
        kind = text(kind);
        deliveries = text(deliveries);
        system = text(system);
        party = text(party);
        unit = text(unit);
        event = text(event);
        error = text(error);
        from = text(from);
        to = text(to);
    }

    /** True when nobody has asked for anything yet. */
    public boolean isEmpty() {
        return kind.isEmpty();
    }

    ReplayKind requireKind() {
        try {
            return ReplayKind.valueOf(kind);
        } catch (IllegalArgumentException unknown) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "kind", "RETRY, RESEND or REDIRECT");
        }
    }

    DeliverySelection toSelection() {
        Instant start = Shown.fromField("from", from);
        Instant end = Shown.fromField("to", to);
        return new DeliverySelection(ids(deliveries), system, party, unit, event, error, "", start, end);
    }

    static Set<UUID> ids(String text) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (String part : Arrays.asList(text.split("[\\s,]+"))) {
            if (!part.isEmpty()) {
                ids.add(id("deliveries", part));
            }
        }
        if (ids.size() > MOST_IDS) {
            throw new HubException(ErrorCode.SELECTION_TOO_LARGE, "deliveries", "at most " + MOST_IDS + " ids");
        }
        return ids;
    }

    static UUID id(String name, String text) {
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException none) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, name, "a UUID");
        }
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
