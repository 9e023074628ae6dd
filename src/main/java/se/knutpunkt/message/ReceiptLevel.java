package se.knutpunkt.message;

/** The three levels of acknowledgement, which are never conflated (architecture 4, States). */
public enum ReceiptLevel {
    /** The hub holds the message durably; "sent" in the sense of lag (2017:612) 5 kap. 4 § by default. */
    ACCEPTED,
    /** The receiving system has it. */
    RECEIVED,
    /** A person at the receiving unit has taken it on. */
    KVITTENS
}
