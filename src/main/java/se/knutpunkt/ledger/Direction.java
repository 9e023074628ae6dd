package se.knutpunkt.ledger;

import java.util.Locale;
import java.util.Optional;

/** Which way messages went, as the system sees it. */
public enum Direction {
    /** From the system to the hub. */
    SENT,
    /** From the hub to the system. */
    GOT;

    /** As callers write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Direction> findByCode(String code) {
        for (Direction direction : values()) {
            if (direction.code().equals(code)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }
}
