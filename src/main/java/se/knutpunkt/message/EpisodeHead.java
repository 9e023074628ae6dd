package se.knutpunkt.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of one episode when the next event of it is decided. The ledger keeps it as one row that is locked for
 * the decision; {@code episode} alone decides how it changes. No personal data: the person is a keyed hash.
 *
 * @param id the episode's UUID, minted by the hub or brought by the sender
 * @param state where it stands; {@link EpisodeState#NONE} when the row is new
 * @param stateBefore the state a taken-back discharge, death or abortion returns to
 * @param stateSince when it came to its state: the accept time of the event that moved it, UTC; null when the row is new
 * @param personHash keyed hash of the person's identifier, lower-case hex; empty when the row is new
 * @param formerPersonHashes hashes the person had before a known exchange or merge of identities
 * @param responsibleUnit HSA-id of the inpatient unit that answers for the patient
 * @param admittedAt when the patient was admitted; null before admission
 * @param onLeave true between the start and the end of a leave
 * @param compulsoryCare true for patients in ÖPT or ÖRV, whose plan follows LPT and LRV (lag 2017:612 4 kap. 1 § second paragraph)
 * @param sip state of the coordinated individual plan, a code of domain 2.3; {@code none} to begin with
 * @param careContactAppointed true once primary care has appointed the fast vårdkontakt (2 kap. 5 §)
 * @param participants units that take part, in the order they came
 * @param readyIntervals notices of discharge-ready and their withdrawals, oldest first
 * @param deathRegistered true once a death has been registered for the person in this episode
 * @param lastNotice the message id of the last event per event code, and under {@code notified:}, the upper-case HSA-id and the role the
 *     admission notice each unit was sent in that role
 */
public record EpisodeHead(
        UUID id,
        EpisodeState state,
        EpisodeState stateBefore,
        Instant stateSince,
        String personHash,
        List<String> formerPersonHashes,
        String responsibleUnit,
        Instant admittedAt,
        boolean onLeave,
        boolean compulsoryCare,
        String sip,
        boolean careContactAppointed,
        List<Participant> participants,
        List<ReadyInterval> readyIntervals,
        boolean deathRegistered,
        java.util.Map<String, UUID> lastNotice) {

    public EpisodeHead {
        formerPersonHashes = List.copyOf(formerPersonHashes);
        participants = List.copyOf(participants);
        readyIntervals = List.copyOf(readyIntervals);
        lastNotice = java.util.Map.copyOf(lastNotice);
    }

    /** The head of an episode nothing has been recorded of yet. */
    public static EpisodeHead fresh(UUID id) {
        return new EpisodeHead(
                id,
                EpisodeState.NONE,
                EpisodeState.NONE,
                null,
                "",
                List.of(),
                "",
                null,
                false,
                false,
                "none",
                false,
                List.of(),
                List.of(),
                false,
                java.util.Map.of());
    }

    /** A unit's part in one role; a unit may take part in several. */
    public Optional<Participant> findParticipant(HsaId unit, Role role) {
        return participants.stream()
                .filter(participant -> participant.unit().equals(unit) && participant.role() == role)
                .findFirst();
    }

    /** The notice of discharge-ready that has not been withdrawn, if one is open. */
    public Optional<ReadyInterval> findOpenReadyInterval() {
        return readyIntervals.stream()
                .filter(interval -> interval.withdrawnAt() == null)
                .findFirst();
    }
}
