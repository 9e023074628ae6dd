package se.knutpunkt.ledger;

import java.util.List;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.Refusal;

/** What the rules say of a message once its episode is known and locked. */
public sealed interface IntakeDecision {

    /**
     * It is accepted.
     *
     * @param next the episode as it is after the event; null when the event has no episode
     * @param deliveries who gets what; may be empty only for events that address the hub itself
     * @param facts what to keep as facts
     * @param remarks codes of warnings for the sender and the record, such as {@code late} or {@code care-contact-missing}
     */
    record Accept(EpisodeHead next, List<NewDelivery> deliveries, List<Fact> facts, List<String> remarks)
            implements IntakeDecision {}

    /** The sender must mend it. */
    record Refuse(List<Refusal> refusals) implements IntakeDecision {}

    /**
     * It goes nowhere, which is right: it is counted and its content is not stored.
     *
     * @param reason a code for the count, such as {@code no-open-episode}
     */
    record GoNowhere(String reason) implements IntakeDecision {}
}
