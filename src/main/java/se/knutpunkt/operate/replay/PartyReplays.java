package se.knutpunkt.operate.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.ledger.DeliverySelection;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayLedger;
import se.knutpunkt.ledger.ReplayTarget;

/**
 * Replays of what goes to one party: all that waits forwarded to the one that takes over, or what it had sent once more. Safe to ask for
 * twice under one id. Who may is settled before; each is a replay like others, and is steered as such.
 */
public final class PartyReplays {

    private static final int FAILURES_ALLOWED = 20;

    private final Replays replays;
    private final ReplayLedger ledger;

    PartyReplays(Replays replays, ReplayLedger ledger) {
        this.replays = replays;
        this.ledger = ledger;
    }

    /**
     * What a person saw and asks for.
     *
     * @param id made with the question, so that asking twice begins one; null for a new one
     * @param shown how many deliveries the person was shown
     * @param typed the number as the person typed it; null when not
     */
    public record Asked(UUID id, int shown, Integer typed) {}

    /** What waits for the party and would be forwarded. Changes nothing. */
    public ReplayPreview previewForward(String partyId) {
        return replays.preview(ReplayKind.REDIRECT, DeliverySelection.ofParty(partyId, null, null));
    }

    /**
     * Redirects all that waits or is held for a party to the units of another, each in the role of the one before. What the rules do not
     * let go stays where it is and says why in the replay's results.
     */
    public ReplayJob forward(Asked asked, String partyId, String successor, String byWhom, String reason) {
        return begin(
                asked,
                ReplayKind.REDIRECT,
                DeliverySelection.ofParty(partyId, null, null),
                ReplayTarget.party(successor),
                byWhom,
                reason);
    }

    /** What a party had, accepted between these. Changes nothing. */
    public ReplayPreview previewRedelivery(String partyId, Instant from, Instant to) {
        return replays.preview(ReplayKind.RESEND, DeliverySelection.ofParty(partyId, from, to));
    }

    /**
     * Sends a party once more what it had, marked as possible duplicates: pushed again in order, or readable again where it fetches. {@code
     * to} is to be the same as was shown, so that what came meanwhile is not counted.
     */
    public ReplayJob redeliver(Asked asked, String partyId, Instant from, Instant to, String byWhom, String reason) {
        return begin(
                asked,
                ReplayKind.RESEND,
                DeliverySelection.ofParty(partyId, from, to),
                ReplayTarget.NOWHERE,
                byWhom,
                reason);
    }

    /** Replays of this party's deliveries alone, the newest first. */
    public List<ReplayJob> list(String partyId, int offset, int limit) {
        return ledger.listOfParty(partyId, offset, limit);
    }

    /** One of them; empty for another's, so that nobody sees what is not of the party. */
    public Optional<ReplayJob> find(String partyId, UUID id) {
        return ledger.find(id).filter(job -> job.party().equals(partyId));
    }

    private ReplayJob begin(
            Asked asked,
            ReplayKind kind,
            DeliverySelection selection,
            ReplayTarget target,
            String byWhom,
            String reason) {
        return replays.begin(
                new ReplayRequest(
                        asked.id(), kind, selection, asked.shown(), asked.typed(), 0, 0, FAILURES_ALLOWED, target),
                byWhom,
                reason);
    }
}
