package se.knutpunkt.deliver;

/** What a receiver's answer says, apart from its HTTP status. */
enum Answer {
    OK,
    TRANSIENT_ERROR,
    FATAL_ERROR,
    /** No receipt for this message could be read in it. */
    NONE
}
