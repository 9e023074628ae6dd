package se.knutpunkt.simulate;

import java.util.List;

/**
 * The hub's answer to one message.
 *
 * @param outcome what became of it
 * @param hubId the hub's id of it; empty when it gave none
 * @param episodeId the episode to use from now on; empty when the hub gave none
 * @param errors numbers of the errors, such as {@code HUB-113}
 * @param units HSA-ids of the units it goes to; empty where the answer does not tell
 */
public record SendResult(Outcome outcome, String hubId, String episodeId, List<String> errors, List<String> units) {

    /** What became of a message. */
    public enum Outcome {
        ACCEPTED,
        /** Acknowledged, and of no interest to anybody. */
        NOWHERE,
        REFUSED,
        /** The sender is to try again later. */
        LATER,
        /** There was no answer, or none that could be read. */
        NO_ANSWER
    }

    public SendResult {
        errors = List.copyOf(errors);
        units = List.copyOf(units);
    }

    SendResult(Outcome outcome, String hubId, String episodeId, List<String> errors) {
        this(outcome, hubId, episodeId, errors, List.of());
    }

    static SendResult of(Outcome outcome) {
        return new SendResult(outcome, "", "", List.of());
    }

    /** True when sending the same again may help. */
    public boolean mayTryAgain() {
        return outcome == Outcome.LATER || outcome == Outcome.NO_ANSWER;
    }
}
