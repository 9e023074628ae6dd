package se.knutpunkt.directory.service;

import java.util.Arrays;

/** Where a service is between an idea and its end. */
public enum Lifecycle {
    /** Spoken of, not decided. */
    POSSIBLE("possible"),
    /** Decided, not in use. */
    PLANNED("planned"),
    /** In use. */
    CURRENT("current"),
    /** Out of use. */
    ENDED("ended");

    private final String code;

    Lifecycle(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Lifecycle of(String code) {
        return Arrays.stream(values())
                .filter(one -> one.code.equals(code))
                .findFirst()
                .orElseThrow();
    }
}
