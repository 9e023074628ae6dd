package se.knutpunkt.message;

/** Whose fault an error is; decides the answer and who is told. */
public enum Fault {
    SENDER,
    RECEIVER,
    HUB
}
