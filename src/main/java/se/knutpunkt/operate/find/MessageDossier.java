package se.knutpunkt.operate.find;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.ledger.FoundMessage;
import se.knutpunkt.ledger.MessageContents;
import se.knutpunkt.message.Refusal;

/**
 * All that is known of one message but its content.
 *
 * @param message what a search shows of it
 * @param row its own row
 * @param refusals why it was refused; empty when it was accepted
 * @param remarks what the sender was told beside; codes
 * @param timeline all that happened, oldest first
 * @param deliveries where it goes, with the neighbours in each lane
 * @param receipts receipts of all levels, oldest first
 * @param episode the messages of its episode, oldest first, itself among them
 */
public record MessageDossier(
        FoundMessage message,
        MessageContents.MessageRow row,
        List<Refusal> refusals,
        List<String> remarks,
        List<Moment> timeline,
        List<DeliveryLine> deliveries,
        List<ReceiptLine> receipts,
        List<FoundMessage> episode) {

    public MessageDossier {
        refusals = List.copyOf(refusals);
        remarks = List.copyOf(remarks);
        timeline = List.copyOf(timeline);
        deliveries = List.copyOf(deliveries);
        receipts = List.copyOf(receipts);
        episode = List.copyOf(episode);
    }

    /**
     * One receipt.
     *
     * @param unit HSA-id of the unit that gave it; empty for the hub's own
     * @param errorNumber number of the error; empty when ok
     */
    public record ReceiptLine(Instant at, String level, String code, String errorNumber, String unit) {}

    /**
     * One line of the timeline.
     *
     * @param receiver the receiving unit; empty when it concerns the message itself
     * @param step what happened, a word of the history
     * @param detail codes and numbers, and for what a person did who and why
     * @param byWhom the node that wrote it, or the system that it came from
     */
    public record Moment(Instant at, String receiver, String step, String detail, String byWhom) {}

    /**
     * One delivery.
     *
     * @param nextAttempt when it may be tried next; null when it is done
     * @param behindHeldHead whether it waits behind one that is held
     * @param sent how it was sent last
     * @param previous the message before it in its lane; null when none
     * @param next the message after it in its lane; null when none
     */
    public record DeliveryLine(
            FoundMessage.FoundDelivery delivery,
            Instant nextAttempt,
            boolean behindHeldHead,
            MessageContents.SentRow sent,
            UUID previous,
            UUID next) {}
}
