package se.knutpunkt.ledger;

/** What a delivery carries. */
public enum DeliveryKind {
    MESSAGE,
    /** A receipt to the sender of a message; has lanes of its own, and no receipt is made for it. */
    RECEIPT
}
