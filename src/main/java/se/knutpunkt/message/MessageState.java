package se.knutpunkt.message;

/** What became of a message at the door. Final once written: a positive receipt is never followed by a negative one. */
public enum MessageState {
    ACCEPTED,
    REFUSED
}
