package se.knutpunkt.directory.service;

import java.util.Arrays;

/** By what the municipal half of a cost is split between the municipalities. */
public enum SplitKey {
    /** By inhabitants of a dated table. */
    INHABITANTS("inhabitants"),
    /** The same for each. */
    EQUAL("equal"),
    /** By the messages that each sent and received. */
    USAGE("usage");

    private final String code;

    SplitKey(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static SplitKey of(String code) {
        return Arrays.stream(values())
                .filter(one -> one.code.equals(code))
                .findFirst()
                .orElseThrow();
    }
}
