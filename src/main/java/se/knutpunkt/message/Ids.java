package se.knutpunkt.message;

import java.util.UUID;

/** Source of the hub's own identifiers, injected so that tests can count instead. */
public interface Ids {

    /** A new UUID version 7 (RFC 9562): sorts by the time it was made, to the millisecond. */
    UUID next();
}
