package se.knutpunkt.episode;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.catalogue.EventType.Effect;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

/**
 * What the state table says of one event in one state.
 *
 * @param to the state it leads to; the same when it is refused
 * @param before true when it leads back to the state before
 * @param refusal why it is not allowed; empty when it is
 */
record Transition(EpisodeState to, boolean before, Optional<Refusal> refusal) {

    /** A state named outright wins over {@code open} and {@code ended}. */
    static Transition of(Effect effect, EpisodeHead head) {
        EpisodeState from = head.state();
        String group = from == EpisodeState.NONE ? "none" : from.hasEnded() ? "ended" : "open";
        for (String key : new String[] {from.code(), group}) {
            if (effect.moves().containsKey(key)) {
                return to(effect.moves().get(key), head);
            }
            if (effect.refuses().containsKey(key)) {
                return refused(effect.refuses(), key, from);
            }
        }
        return refused(Map.of(group, ErrorCode.EPISODE_UNKNOWN), group, from);
    }

    void apply(HeadDraft draft, Instant acceptedAt) {
        if (to == draft.state) {
            return;
        }
        // After a death or abortion is taken back from a discharged episode, the discharge itself can still be taken
        // back.
        draft.stateBefore = !before
                ? draft.state
                : draft.readyIntervals.stream().anyMatch(interval -> interval.withdrawnAt() == null)
                        ? EpisodeState.DISCHARGE_READY
                        : EpisodeState.PLANNING;
        draft.state = to;
        draft.stateSince = acceptedAt;
    }

    private static Transition to(String target, EpisodeHead head) {
        if (target.equals("same")) {
            return new Transition(head.state(), false, Optional.empty());
        }
        if (!target.equals("before")) {
            return new Transition(EpisodeState.findByCode(target).orElse(head.state()), false, Optional.empty());
        }
        return head.stateBefore() == EpisodeState.NONE
                ? refused(Map.of("", ErrorCode.NOTHING_TO_WITHDRAW), "", head.state())
                : new Transition(head.stateBefore(), true, Optional.empty());
    }

    private static Transition refused(Map<String, ErrorCode> refuses, String key, EpisodeState from) {
        return new Transition(
                from, false, Optional.of(new Refusal(refuses.get(key), "Encounter", "the episode is " + from.code())));
    }
}
