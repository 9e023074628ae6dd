package se.knutpunkt.directory.governance;

import java.util.Arrays;

/** What a body may do about a question. */
public enum RightToDecide {
    /** Decides by itself. */
    DECIDES("decides", true),
    /** Decides within what another has handed to it. */
    BY_DELEGATION("decides-by-delegation", true),
    /** Prepares what another decides. */
    PREPARES("prepares", false),
    /** Gives advice. */
    ADVISES("advises", false);

    private final String code;
    private final boolean deciding;

    RightToDecide(String code, boolean deciding) {
        this.code = code;
        this.deciding = deciding;
    }

    public String code() {
        return code;
    }

    /** True when a flow may rest on what the body said. */
    public boolean isDeciding() {
        return deciding;
    }

    static RightToDecide of(String code) {
        return Arrays.stream(values())
                .filter(one -> one.code.equals(code))
                .findFirst()
                .orElseThrow();
    }
}
