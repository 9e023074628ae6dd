package se.knutpunkt.ledger;

/** How a delivery stands to the one it comes from; the column {@code relation}. */
public enum Relation {
    /** In its place, with edited content. */
    REVISION,
    /** In its place, to another receiver. */
    REDIRECT,
    /** The same again, to a receiver that has had it. */
    REPEAT
}
