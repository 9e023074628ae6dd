package se.knutpunkt.message;

import java.util.Locale;

/** The steps a message takes through the hub, in order, then what people do; the value of the log key and metric tag {@code stage}. */
public enum Stage {
    INTAKE,
    DECODE,
    TRANSLATE,
    CHECK,
    DECIDE,
    ADDRESS,
    RECORD,
    HINT,
    CLAIM,
    SEND,
    OUTCOME,
    RECEIPT,
    CONFIGURATION,
    OPERATE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
