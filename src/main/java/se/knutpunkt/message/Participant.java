package se.knutpunkt.message;

import java.util.Objects;

/**
 * A unit that takes part in an episode.
 *
 * @param unit its HSA-id
 * @param role what it is in the process
 * @param status how far it has come: {@code sent}, {@code acknowledged}, {@code misdirected} or {@code removed}
 */
public record Participant(HsaId unit, Role role, Status status) {

    /** How far a participant has come. */
    public enum Status {
        SENT,
        ACKNOWLEDGED,
        MISDIRECTED,
        REMOVED
    }

    public Participant {
        Objects.requireNonNull(unit);
        Objects.requireNonNull(role);
        Objects.requireNonNull(status);
    }

    /** True while messages of the episode go to it. */
    public boolean isActive() {
        return status == Status.SENT || status == Status.ACKNOWLEDGED;
    }
}
