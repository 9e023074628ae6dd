package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * One message of a manifest: what the hub has of what a system sent, or of what it was sent.
 *
 * @param messageId the sender's message id for what was sent (MessageHeader.id, messageId, MSH-10); the MessageHeader.id for what was got
 * @param deliveryId the delivery that carried it; null for what was sent
 * @param hubId the hub's id
 * @param event code of the event; empty when it could not be read
 * @param at when it was accepted, refused or delivered; null while it is not delivered
 * @param state {@code accepted} or {@code refused} for what was sent, the delivery's state for what was got
 * @param level the highest receipt there is: {@code accepted}, {@code received} or {@code kvittens}; empty when none is positive
 * @param errorNumber why it was refused or held; empty otherwise
 * @param hash {@link se.knutpunkt.crypto.KeyedHasher#hashWire} of the bytes as received or as sent last; empty when the hub has none
 * @param attempts how many times it was sent; 1 for what was received
 * @param receipt true when the delivery carries a receipt and no message
 */
public record ManifestEntry(
        String messageId,
        UUID deliveryId,
        UUID hubId,
        String event,
        Instant at,
        String state,
        String level,
        String errorNumber,
        String hash,
        int attempts,
        boolean receipt) {

    public boolean isRefused() {
        return state.equals("refused");
    }

    public boolean isDone() {
        return state.equals("accepted") || state.equals("delivered");
    }
}
