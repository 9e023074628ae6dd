package se.knutpunkt.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.Participant.Status;
import se.knutpunkt.message.ReadyInterval;
import se.knutpunkt.message.Role;

/** The next head while the actions of one event write it. */
final class HeadDraft {

    private final EpisodeHead before;
    EpisodeState state;
    EpisodeState stateBefore;
    Instant stateSince;
    String personHash;
    final List<String> formerPersonHashes;
    String responsibleUnit;
    Instant admittedAt;
    boolean onLeave;
    boolean compulsoryCare;
    String sip;
    boolean careContactAppointed;
    final List<Participant> participants;
    final List<ReadyInterval> readyIntervals;
    boolean deathRegistered;
    final Map<String, UUID> lastNotice;

    HeadDraft(EpisodeHead head) {
        before = head;
        state = head.state();
        stateBefore = head.stateBefore();
        stateSince = head.stateSince();
        personHash = head.personHash();
        formerPersonHashes = new ArrayList<>(head.formerPersonHashes());
        responsibleUnit = head.responsibleUnit();
        admittedAt = head.admittedAt();
        onLeave = head.onLeave();
        compulsoryCare = head.compulsoryCare();
        sip = head.sip();
        careContactAppointed = head.careContactAppointed();
        participants = new ArrayList<>(head.participants());
        readyIntervals = new ArrayList<>(head.readyIntervals());
        deathRegistered = head.deathRegistered();
        lastNotice = new HashMap<>(head.lastNotice());
    }

    EpisodeHead before() {
        return before;
    }

    /** Adds a unit, or brings it back when it has left; one that takes part stays as it is. */
    void join(HsaId unit, Role role, Status status) {
        for (int i = 0; i < participants.size(); i++) {
            Participant participant = participants.get(i);
            if (participant.unit().equals(unit) && participant.role() == role) {
                if (!participant.isActive()) {
                    participants.set(i, new Participant(unit, role, status));
                }
                return;
            }
        }
        participants.add(new Participant(unit, role, status));
    }

    /**
     * Gives a unit's active part in one role another status. Where it has never had a part in that role, all of its parts: who speaks
     * for the unit then speaks for the whole of it.
     */
    void mark(HsaId unit, Role role, Status status) {
        boolean hasPart = before.findParticipant(unit, role).isPresent();
        participants.replaceAll(participant ->
                participant.isActive() && participant.unit().equals(unit) && (!hasPart || participant.role() == role)
                        ? new Participant(unit, participant.role(), status)
                        : participant);
    }

    void notified(HsaId unit, Role role, UUID messageId) {
        lastNotice.put(notifiedKey(unit, role), messageId);
    }

    /**
     * The new unit stands where the old one stood: the notice went to the party (lag 2017:612 5 kap. 3 §), not to a person. Of an old
     * unit with several roles it is the notice in the new one's role, else any of them.
     */
    void handOverNotice(HsaId from, HsaId to, Role role) {
        Stream.concat(Stream.of(role), Stream.of(Role.values()))
                .map(noticed -> lastNotice.get(notifiedKey(from, noticed)))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(notice -> lastNotice.putIfAbsent(notifiedKey(to, role), notice));
    }

    static String notifiedKey(HsaId unit, Role role) {
        return "notified:" + unit.value().toUpperCase(Locale.ROOT) + " " + role.code();
    }

    EpisodeHead toHead() {
        return new EpisodeHead(
                before.id(),
                state,
                stateBefore,
                stateSince,
                personHash,
                formerPersonHashes,
                responsibleUnit,
                admittedAt,
                onLeave,
                compulsoryCare,
                sip,
                careContactAppointed,
                participants,
                readyIntervals,
                deathRegistered,
                lastNotice);
    }
}
