package se.knutpunkt.episode;

import java.util.List;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.Refusal;

/** What the state table and the refusals X1-X21 (domain 2.3, 2.6) say of an event. */
public sealed interface EpisodeDecision {

    /**
     * It is allowed.
     *
     * @param next the head after the event
     * @param remarks codes of warnings: {@code late}, {@code no-discharge-ready}, {@code care-contact-missing}, {@code information-not-sent} and the like
     */
    record Allowed(EpisodeHead next, List<String> remarks) implements EpisodeDecision {}

    /** The sender must mend it. */
    record Refused(List<Refusal> refusals) implements EpisodeDecision {}

    /** A status-only event without an open episode, or one that changes nothing for anyone. */
    record GoesNowhere(String reason) implements EpisodeDecision {}
}
