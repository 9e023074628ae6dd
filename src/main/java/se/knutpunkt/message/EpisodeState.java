package se.knutpunkt.message;

import java.util.Optional;

/** The states of an episode of inpatient care (domain 2.3) and of an outpatient case (domain 2.5). */
public enum EpisodeState {
    /** No episode yet: what an event that creates one starts from. */
    NONE("none", false),
    CARE_REQUESTED("care-requested", false),
    ADMITTED("admitted", false),
    PLANNING("planning", false),
    DISCHARGE_READY("discharge-ready", false),
    DISCHARGED("discharged", false),
    /** A case in the outpatient process, which has no payment clock. */
    OUTPATIENT("outpatient", false),
    CLOSED("closed", true),
    ABORTED("aborted", true),
    DECEASED("deceased", true),
    CANCELLED("cancelled", true);

    private final String code;
    private final boolean ended;

    EpisodeState(String code, boolean ended) {
        this.code = code;
        this.ended = ended;
    }

    public String code() {
        return code;
    }

    public boolean hasEnded() {
        return ended;
    }

    public static Optional<EpisodeState> findByCode(String code) {
        for (EpisodeState state : values()) {
            if (state.code.equals(code)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
