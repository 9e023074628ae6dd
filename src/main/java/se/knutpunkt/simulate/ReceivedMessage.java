package se.knutpunkt.simulate;

import java.util.List;

/**
 * What a simulated party needs to know of a message it got.
 *
 * @param messageId the stable id: MessageHeader.id, messageId or MSH-10; empty when there is none
 * @param episodeId the episode; empty when there is none
 * @param event the event's code
 * @param sentAt the sent time as written; empty when there is none
 * @param receivers unit and role of the addressees: one system may get the same message for two of its units
 * @param possibleDuplicate true when the sender marked it so
 * @param receipt true for a receipt of any level rather than a message
 * @param receiptCode the receipt's code; empty unless a receipt
 */
public record ReceivedMessage(
        String messageId,
        String episodeId,
        String event,
        String sentAt,
        List<String> receivers,
        boolean possibleDuplicate,
        boolean receipt,
        String receiptCode) {

    public ReceivedMessage {
        receivers = List.copyOf(receivers);
    }

    ReceivedMessage markedByTransport() {
        return new ReceivedMessage(messageId, episodeId, event, sentAt, receivers, true, receipt, receiptCode);
    }

    ReceivedMessage asReceipt() {
        return new ReceivedMessage(
                messageId, episodeId, event, sentAt, receivers, possibleDuplicate, true, receiptCode);
    }
}
