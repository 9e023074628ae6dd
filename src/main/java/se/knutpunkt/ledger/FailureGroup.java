package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Failures with one cause.
 *
 * @param id hash of what names the cause
 * @param kind what fails
 * @param errorNumber number of the error
 * @param place where in the message, without indexes and values
 * @param mapping mapping; empty when it has no part in it
 * @param adapter receiver, or sender of what is refused; empty where the cause is the hub's own
 * @param eventCode event; empty where it has no part in it
 * @param firstSeen first failure
 * @param lastSeen last failure
 * @param occurrences failures in all
 * @param now deliveries that stand still for it now, or outages that last
 * @param adapters the systems it concerned
 * @param solved true when a person has said that it is solved, and it has not come back
 * @param solvedAt when that was said; null when never
 * @param returnedAt when it last came back after that; null when it has not
 * @param returns how often it came back
 * @param owner who sees to it; empty for nobody
 * @param note what is known of it
 * @param knownError address of a description; empty for none
 */
public record FailureGroup(
        String id,
        FailureKind kind,
        String errorNumber,
        String place,
        String mapping,
        String adapter,
        String eventCode,
        Instant firstSeen,
        Instant lastSeen,
        long occurrences,
        long now,
        List<String> adapters,
        boolean solved,
        Instant solvedAt,
        Instant returnedAt,
        int returns,
        String owner,
        String note,
        String knownError) {

    public FailureGroup {
        adapters = List.copyOf(adapters);
    }

    /** It was solved once and is here again. */
    public boolean isRegression() {
        return !solved && returnedAt != null;
    }
}
