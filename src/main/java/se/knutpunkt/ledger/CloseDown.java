package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A party or a service on its way out.
 *
 * @param id its id
 * @param kind party or service
 * @param subject id of the party or service
 * @param systems ids of the systems that are closed with it
 * @param successor id of the party that takes over; empty for none
 * @param state open, done or cancelled
 * @param openedAt when it began
 * @param endedAt when it was done or cancelled; null while it is open
 * @param openedBy who began it
 * @param reason why
 * @param steps the steps taken, in order
 */
public record CloseDown(
        UUID id,
        Kind kind,
        String subject,
        List<String> systems,
        String successor,
        State state,
        Instant openedAt,
        Instant endedAt,
        String openedBy,
        String reason,
        List<Taken> steps) {

    /** What is closed. */
    public enum Kind {
        PARTY,
        SERVICE
    }

    /** How far it is. */
    public enum State {
        OPEN,
        DONE,
        CANCELLED
    }

    /** The steps, in the order they are taken. */
    public enum Step {
        /** Nothing new goes to it; what was accepted before does. */
        DRAIN,
        /** What is left is directed to the successor. */
        FORWARD,
        /** Its figures are frozen, as evidence of what it had. */
        ARCHIVE,
        /** Its credentials are refused. */
        REVOKE
    }

    /**
     * A step that was taken.
     *
     * @param step which
     * @param at when
     * @param byWhom by whom
     * @param reason why
     * @param detail figures, as JSON
     */
    public record Taken(Step step, Instant at, String byWhom, String reason, String detail) {}

    /** Whether a step was taken. */
    public boolean has(Step step) {
        return steps.stream().anyMatch(taken -> taken.step() == step);
    }
}
