package se.knutpunkt.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Something that went wrong, from when it began until it ended.
 *
 * @param number short number, for people
 * @param severity MINOR, MAJOR or CRITICAL
 * @param beganAt when it began to be felt
 * @param endedAt when it had ended; null while it lasts
 * @param closedAt when nothing was left to do about it; null while open
 * @param causeKind a word that reports count by; empty while not known
 * @param cause what it was, in words, without personal data
 */
public record IncidentRow(
        UUID id,
        long number,
        String title,
        String severity,
        Instant beganAt,
        Instant endedAt,
        Instant openedAt,
        String openedBy,
        Instant closedAt,
        String closedBy,
        String causeKind,
        String cause) {

    public boolean isOpen() {
        return closedAt == null;
    }

    /** How long it lasted, or has lasted by now. */
    public Duration duration(Instant now) {
        Instant end = endedAt == null ? now : endedAt;
        return end.isBefore(beganAt) ? Duration.ZERO : Duration.between(beganAt, end);
    }

    /**
     * A party it concerned.
     *
     * @param counted true when the ledger says so, false when a person added it
     */
    public record PartyRow(String partyId, long delayed, long undelivered, Duration longest, boolean counted) {}

    /** A line of the timeline. */
    public record Entry(UUID id, Instant at, String step, String byWhom, String text) {}

    /** Something to be done. */
    public record ActionRow(UUID id, String what, String owner, LocalDate due, Instant createdAt, Instant doneAt) {
        public boolean isDone() {
            return doneAt != null;
        }
    }
}
