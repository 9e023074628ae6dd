package se.knutpunkt.ledger;

/** What a failure is of. */
public enum FailureKind {
    /** A delivery that a person must mend. */
    HELD,
    /** A message that was refused at the door. */
    REFUSED,
    /** An outage of a receiver that opened its circuit. */
    CIRCUIT,
    /** A delivery that is tried again and again while its receiver answers others. */
    STUCK
}
