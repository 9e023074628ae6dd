package se.knutpunkt.operate.own;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.ledger.OwnDeliveries;
import se.knutpunkt.ledger.OwnDelivery;
import se.knutpunkt.ledger.ReceiverState;
import se.knutpunkt.operate.overview.Overview;

/**
 * How it stands for one party.
 *
 * @param party the party
 * @param system the system that sends and receives for it; null when it cannot be reached
 * @param state how it stands with what goes to that system; null when nothing does
 * @param figures its own figures
 * @param trouble what is held or late, oldest first, the first fifty
 * @param certificateUntil when the certificate that its system was last seen with ends; null when none was
 * @param deadlines undelivered messages to it whose time limit is near or over
 * @param redeliveries what it asked to get once more and is pushed, the newest first
 * @param confirmation when its contacts were last confirmed
 */
public record OwnView(
        Party party,
        HubSystem system,
        ReceiverState state,
        OwnDeliveries.Figures figures,
        List<OwnDelivery> trouble,
        Instant certificateUntil,
        List<Overview.AtRisk> deadlines,
        List<Progress> redeliveries,
        Confirmation confirmation) {

    /**
     * The contacts of a party, confirmed once a quarter.
     *
     * @param partyId the party
     * @param name its name
     * @param last when they were last confirmed; null for never
     * @param due until when they must be again; null for now
     * @param overdue true when that is over
     * @param asked when they were last reminded by e-mail; null for never
     * @param hasMailbox whether there is a mailbox to remind them at
     */
    public record Confirmation(
            String partyId,
            String name,
            Instant last,
            Instant due,
            boolean overdue,
            Instant asked,
            boolean hasMailbox) {}

    /**
     * How far a redelivery has come.
     *
     * @param id the replay that does it
     * @param state its state, a word
     * @param paused true while it waits for a person, as after failures
     * @param deliveries how many it is
     * @param delivered how many have come
     */
    public record Progress(
            UUID id, String state, boolean paused, int deliveries, int delivered, Instant at, String byWhom) {}
}
