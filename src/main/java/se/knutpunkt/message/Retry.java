package se.knutpunkt.message;

/** When trying the same thing again can help. */
public enum Retry {
    NEVER,
    LATER,
    AFTER_FIX
}
