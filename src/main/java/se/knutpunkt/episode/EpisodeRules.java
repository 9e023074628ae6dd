package se.knutpunkt.episode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.knutpunkt.catalogue.EffectWords;
import se.knutpunkt.catalogue.EffectWords.Argument;
import se.knutpunkt.catalogue.EventType.Effect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;

/**
 * Decides what an event does to its episode: a pure function of head and event. The catalogue file of the event says which states,
 * guards, actions and remarks apply; this class and its tables only know the words.
 */
public final class EpisodeRules {

    private static final Set<String> SIP_STATES = Set.of(
            "none",
            "need-identified",
            "consent-given",
            "consent-refused",
            "invited",
            "invitation-withdrawn",
            "held",
            "drawn-up",
            "confirmed",
            "active",
            "followed-up",
            "closed");
    private static final Map<String, Guard> GUARDS = guards();

    private final EpisodeParameters parameters;

    public EpisodeRules(EpisodeParameters parameters) {
        this.parameters = parameters;
    }

    /** The same rules with the parameters of the guidelines in force. */
    public EpisodeRules agreed(Directory directory) {
        return new EpisodeRules(parameters.agreed(directory));
    }

    /** The words a catalogue file may use. */
    public static EffectWords words() {
        return new EffectWords(
                arguments(GUARDS, Guard::argument),
                arguments(Action.ALL, Action::argument),
                arguments(Remark.ALL, Remark::argument),
                SIP_STATES);
    }

    /** Never throws for anything a sender can do; parameters of the agreement come in through the constructor. */
    public EpisodeDecision decide(EpisodeHead head, EpisodeEvent event) {
        Situation situation = new Situation(head, event, parameters);
        if (situation.isStatusOnly()
                && (head.state() == EpisodeState.NONE || head.state().hasEnded())) {
            return new EpisodeDecision.GoesNowhere("no-open-episode");
        }
        Effect effect = event.type().effect(event.type().kind(event.message().kind()));
        Transition transition = Transition.of(effect, head);
        List<Refusal> refusals = new ArrayList<>();
        PersonCheck.check(head, event).ifPresent(refusals::add);
        if (refusals.isEmpty()) {
            transition.refusal().ifPresent(refusals::add);
        }
        String failed = refusals.isEmpty() ? checkGuards(effect, situation, refusals) : "";
        if (!refusals.isEmpty()) {
            // A normal ADT stream is never answered with an error: what it cannot change, it does not change.
            return situation.isStatusOnly()
                    ? new EpisodeDecision.GoesNowhere(
                            failed.equals(ProcessGuards.RECORDED_JUDGEMENT) ? "no-recorded-judgement" : "not-allowed")
                    : new EpisodeDecision.Refused(List.copyOf(refusals));
        }
        if (situation.isStatusOnly() && event.receivers().isEmpty()) {
            return new EpisodeDecision.GoesNowhere("no-participants");
        }
        return new EpisodeDecision.Allowed(next(situation, effect, transition), remarks(effect, situation));
    }

    /** All refusals of the guards; the word of the first guard that does not hold, or an empty string. */
    private static String checkGuards(Effect effect, Situation situation, List<Refusal> refusals) {
        String first = "";
        for (String word : effect.guards()) {
            Optional<Refusal> refusal = get(GUARDS, word).rule().check(situation, argument(word));
            if (refusal.isPresent()) {
                first = first.isEmpty() ? word : first;
                if (!refusals.contains(refusal.get())) {
                    refusals.add(refusal.get());
                }
            }
        }
        return first;
    }

    private static EpisodeHead next(Situation situation, Effect effect, Transition transition) {
        EpisodeHead head = situation.head();
        EpisodeEvent event = situation.event();
        if (head.state() == EpisodeState.NONE && transition.to() == EpisodeState.NONE) {
            return head;
        }
        HeadDraft draft = new HeadDraft(head);
        PersonCheck.apply(draft, event);
        effect.actions().forEach(word -> get(Action.ALL, word).rule().apply(draft, situation, argument(word)));
        transition.apply(draft, event.acceptedAt());
        draft.lastNotice.put(event.type().code(), event.messageId());
        String registered = event.message().content("registeredEvent");
        if (!registered.isEmpty()) {
            draft.lastNotice.put(registered, event.messageId());
        }
        return draft.toHead();
    }

    private static List<String> remarks(Effect effect, Situation situation) {
        List<String> remarks = new ArrayList<>();
        for (String word : effect.remarks()) {
            Remark remark = get(Remark.ALL, word);
            if (remark.rule().applies(situation, argument(word)) && !remarks.contains(remark.code())) {
                remarks.add(remark.code());
            }
        }
        return List.copyOf(remarks);
    }

    private static <T> T get(Map<String, T> words, String word) {
        int colon = word.indexOf(':');
        T rule = words.get(colon < 0 ? word : word.substring(0, colon));
        if (rule == null) {
            throw new HubException(ErrorCode.INTERNAL, "catalogue", "unknown word " + word);
        }
        return rule;
    }

    private static String argument(String word) {
        int colon = word.indexOf(':');
        return colon < 0 ? "" : word.substring(colon + 1);
    }

    private static Map<String, Guard> guards() {
        Map<String, Guard> all = new HashMap<>(PartyGuards.ALL);
        all.putAll(ReferenceGuards.ALL);
        all.putAll(ProcessGuards.ALL);
        return Map.copyOf(all);
    }

    private static <T> Map<String, Argument> arguments(Map<String, T> words, Function<T, Argument> argument) {
        return new HashSet<>(words.keySet())
                .stream().collect(Collectors.toMap(Function.identity(), word -> argument.apply(words.get(word))));
    }
}
