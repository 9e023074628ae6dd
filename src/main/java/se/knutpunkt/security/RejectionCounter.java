package se.knutpunkt.security;

import se.knutpunkt.message.ErrorCode;

/** Counts what was turned away at the door; nothing of it is stored. */
@FunctionalInterface
public interface RejectionCounter {

    /** @param protocol such as {@code http} or {@code mllp} */
    void count(String protocol, ErrorCode error);
}
