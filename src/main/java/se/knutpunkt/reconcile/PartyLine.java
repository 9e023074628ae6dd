package se.knutpunkt.reconcile;

import java.time.Instant;

/**
 * One message as a system says that it sent or got it. Only the id must be there.
 *
 * @param line where it stands in the list, from 1
 * @param id its own message id for what it sent, MessageHeader.id for what it got
 * @param delivery the hub's delivery id, X-Hub-Delivery-Id; empty when it is not said
 * @param hash HMAC-SHA-256 of the bytes under the key shared with the hub, hex, whole or its first half; empty when it is not said
 * @param event code of the event; empty when it is not said
 * @param time when it was sent or got; null when it is not said
 * @param state {@code accepted} or {@code refused} as the hub answered; empty when it is not said
 * @param attempt the attempt the hash is of, X-Hub-Attempt; 0 when it is not said
 */
record PartyLine(
        int line, String id, String delivery, String hash, String event, Instant time, String state, int attempt) {

    static PartyLine of(int line, String id) {
        return new PartyLine(line, id, "", "", "", null, "", 0);
    }

    boolean saysRefused() {
        return state.equals("refused");
    }
}
