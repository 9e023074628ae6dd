package se.knutpunkt.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.Role;

/**
 * One event in one version, as its file in {@code mappings/messages/} says.
 *
 * @param code code of the event, such as {@code admission-notice}
 * @param version version, such as {@code "1"}
 * @param swedishCode code in Swedish usage, such as {@code INSKRIVNING}
 * @param nameSv Swedish name
 * @param nameEn English name
 * @param kinds allowed values of MessageHeader.reason; empty when the event has no kinds
 * @param senders roles that may send it
 * @param receivers roles that may receive it
 * @param addressing how receivers are found when the sender names none
 * @param required names of the elements that must be there
 * @param optional names of the elements that may be there
 * @param sections per receiver role the sections it may get
 * @param deadline the deadline; null when there is none
 * @param legalBasis section of law or agreement; empty when none
 * @param effect what it does to the episode
 * @param sunset last day it is accepted, Europe/Stockholm; null while it has no end
 */
public record EventType(
        String code,
        String version,
        String swedishCode,
        String nameSv,
        String nameEn,
        List<String> kinds,
        Set<Role> senders,
        Set<Role> receivers,
        Addressing addressing,
        List<String> required,
        List<String> optional,
        Map<Role, Set<String>> sections,
        Deadline deadline,
        String legalBasis,
        Effect effect,
        LocalDate sunset) {

    /** How receivers are found when the sender names none. */
    public enum Addressing {
        /** The sender must name the receivers, or the units that serve the patient's place are taken by need. */
        BY_NEED,
        /** All active participants of the episode except the sender's own unit. */
        PARTICIPANTS,
        /** The unit that answers for the patient, and the other participants. */
        RESPONSIBLE_AND_PARTICIPANTS,
        /** The sender of the message referred to. */
        SENDER_OF_REFERENCE,
        /** The receivers of the message referred to. */
        RECEIVERS_OF_REFERENCE,
        /** Only receivers that the sender names. */
        EXPLICIT
    }

    /**
     * When it is due.
     *
     * @param text the deadline in words, Swedish
     * @param duration ISO 8601 duration, such as {@code PT24H} or {@code P3D}; empty when it is no fixed time
     * @param from name of the element or event it runs from; empty when none
     * @param source section of law, or the agreement
     * @param unconfirmed true while the parties have not confirmed it
     */
    public record Deadline(String text, String duration, String from, String source, boolean unconfirmed) {}

    /**
     * What the event does to the episode; every value is a word of {@code episode}'s tables, so that no code knows an event by name.
     *
     * @param from codes of the states it is allowed in; empty means every state that has not ended
     * @param to code of the state it leads to; empty for none, {@code previous} for the state before
     * @param creates true when it may begin an episode
     * @param guards names of the guards that must hold, in order
     * @param actions names of the changes to the head, in order
     */
    public record Effect(Set<String> from, String to, boolean creates, List<String> guards, List<String> actions) {}
}
