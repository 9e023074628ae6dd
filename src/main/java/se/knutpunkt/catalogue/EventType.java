package se.knutpunkt.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Role;

/**
 * One event in one version, as its file in {@code mappings/messages/} says.
 *
 * @param code code of the event, such as {@code admission-notice}
 * @param version version, such as {@code "1"}
 * @param swedishCode code in Swedish usage, such as {@code INSKRIVNING}
 * @param nameSv Swedish name
 * @param nameEn English name
 * @param kinds what each allowed value of MessageHeader.reason adds, in file order; empty when the event has no kinds
 * @param senders roles that may send it
 * @param receivers roles that may receive it
 * @param addressing how receivers are found when the sender names none
 * @param required names of the elements that must be there
 * @param optional names of the elements that may be there
 * @param sections per receiver role the sections it may get
 * @param withholdable sections that a sender may withhold from a receiver where secrecy hinders
 * @param deadline the deadline; null when there is none
 * @param legalBasis section of law or agreement; empty when none
 * @param effect what it does to the episode
 * @param sunset last day it is accepted, Europe/Stockholm; null while it has no end
 * @param secondPersonForEdits true when what a person has edited of it goes only after another has looked at it
 * @param documents ids of the governing documents it rests on
 */
public record EventType(
        String code,
        String version,
        String swedishCode,
        String nameSv,
        String nameEn,
        Map<String, Kind> kinds,
        Set<Role> senders,
        Set<Role> receivers,
        Addressing addressing,
        List<String> required,
        List<String> optional,
        Map<Role, Set<String>> sections,
        Set<String> withholdable,
        Deadline deadline,
        String legalBasis,
        Effect effect,
        LocalDate sunset,
        boolean secondPersonForEdits,
        List<String> documents) {

    /** How receivers are found when the sender names none. */
    public enum Addressing {
        /** Per need the one unit that serves the patient's municipality of folkbokföring. */
        BY_NEED("by-need"),
        /** All active participants of the episode except the sender's own unit. */
        PARTICIPANTS("participants"),
        /** The unit that answers for the patient, and the other participants. */
        RESPONSIBLE_AND_PARTICIPANTS("responsible-and-participants"),
        /** The units the content names as old and new. */
        NAMED_UNITS("named-units"),
        /** The units the content names, and the participants. */
        NAMED_UNITS_AND_PARTICIPANTS("named-units-and-participants"),
        /** The sender of the message referred to. */
        SENDER_OF_REFERENCE("sender-of-reference"),
        /** The receivers of the message referred to. */
        RECEIVERS_OF_REFERENCE("receivers-of-reference"),
        /** Only receivers that the sender names. */
        EXPLICIT("explicit");

        private final String code;

        Addressing(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * When it is due.
     *
     * @param textSv the deadline in words, Swedish
     * @param textEn the deadline in words, English
     * @param duration ISO 8601 duration, such as {@code PT24H} or {@code P3D}; empty when it is no fixed time
     * @param from names of the elements, or codes of the events, it runs from: the first that is known; empty when none
     * @param source section of law, or the agreement
     * @param unconfirmed true while law leaves it open and the parties have not confirmed it
     */
    public record Deadline(
            String textSv, String textEn, String duration, List<String> from, String source, boolean unconfirmed) {

        public Deadline {
            from = List.copyOf(from);
        }
    }

    /**
     * What the event does to the episode; every value is a word of {@code episode}'s tables, so that no code knows an event by name.
     *
     * @param moves per state the event is allowed in the state it leads to; keys may also be {@code open} or {@code ended}, values also
     *     {@code same} and {@code before} (the state before a discharge, death or abortion)
     * @param refuses per other state the answer; keys as in {@code moves}
     * @param guards words of the guards that must hold, in order
     * @param actions words of the changes to the head, in order
     * @param remarks words of the warnings to look for
     * @param asRegistered true for an event that has the effect of the event it registers afterwards
     */
    public record Effect(
            Map<String, String> moves,
            Map<String, ErrorCode> refuses,
            List<String> guards,
            List<String> actions,
            List<String> remarks,
            boolean asRegistered) {

        /** The effect of an event that adds nothing. */
        public static final Effect NONE = new Effect(Map.of(), Map.of(), List.of(), List.of(), List.of(), false);

        public Effect {
            moves = Map.copyOf(moves);
            refuses = Map.copyOf(refuses);
            guards = List.copyOf(guards);
            actions = List.copyOf(actions);
            remarks = List.copyOf(remarks);
        }

        /** True when the event may begin an episode. */
        public boolean creates() {
            return !"none".equals(moves.getOrDefault("none", "none"));
        }

        /** True when the event may be sent without any episode. */
        public boolean mayLackEpisode() {
            return "none".equals(moves.get("none"));
        }

        /** This effect with that of a kind: the kind's states win, its guards, actions and remarks come after. */
        Effect with(Effect kind) {
            Map<String, String> allMoves = new LinkedHashMap<>(moves);
            Map<String, ErrorCode> allRefuses = new LinkedHashMap<>(refuses);
            kind.moves.keySet().forEach(allRefuses::remove);
            kind.refuses.keySet().forEach(allMoves::remove);
            allMoves.putAll(kind.moves);
            allRefuses.putAll(kind.refuses);
            return new Effect(
                    allMoves,
                    allRefuses,
                    joined(guards, kind.guards),
                    joined(actions, kind.actions),
                    joined(remarks, kind.remarks),
                    asRegistered);
        }
    }

    /**
     * What one kind of an event adds to it.
     *
     * @param required elements that this kind must have beside those of the event
     * @param effect what this kind does beside the event's own effect
     */
    public record Kind(List<String> required, Effect effect) {

        public Kind {
            required = List.copyOf(required);
        }
    }

    public EventType {
        kinds = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        senders = Set.copyOf(senders);
        receivers = Set.copyOf(receivers);
        required = List.copyOf(required);
        optional = List.copyOf(optional);
        sections = Map.copyOf(sections);
        withholdable = Set.copyOf(withholdable);
        documents = List.copyOf(documents);
    }

    /** The kind that holds for a message: the one it names, or the first where the event leaves the kind open. */
    public String kind(String named) {
        boolean open = named.isEmpty() && !kinds.isEmpty() && !required.contains("kind");
        return open ? kinds.keySet().iterator().next() : named;
    }

    /** The effect of the event when it is of {@code kind}; the event's own when it has no such kind. */
    public Effect effect(String kind) {
        return kinds.containsKey(kind) ? effect.with(kinds.get(kind).effect()) : effect;
    }

    /** What must be there when the event is of {@code kind}. */
    public List<String> required(String kind) {
        return kinds.containsKey(kind) ? joined(required, kinds.get(kind).required()) : required;
    }

    /**
     * This event when it registers {@code registered} afterwards: who, to whom, what and the effect are those of the event registered,
     * beside what a registration itself must hold.
     */
    EventType registering(EventType registered) {
        Map<Role, Set<String>> allSections = new LinkedHashMap<>();
        registered.sections.forEach((role, names) -> {
            Set<String> both = new LinkedHashSet<>(names);
            both.addAll(sections.getOrDefault(role, Set.of()));
            allSections.put(role, both);
        });
        return new EventType(
                code,
                version,
                swedishCode,
                nameSv,
                nameEn,
                registered.kinds,
                registered.senders,
                registered.receivers,
                registered.addressing,
                joined(required, registered.required),
                joined(optional, registered.optional),
                allSections,
                registered.withholdable,
                registered.deadline,
                registered.legalBasis,
                registered.effect.with(
                        new Effect(Map.of(), Map.of(), effect.guards(), effect.actions(), effect.remarks(), false)),
                sunset,
                secondPersonForEdits || registered.secondPersonForEdits,
                joined(documents, registered.documents));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        second.stream().filter(word -> !all.contains(word)).forEach(all::add);
        return all;
    }
}
