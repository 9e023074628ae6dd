package se.knutpunkt.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Questions to the ledger about messages; reads only. */
public final class MessageLedger {

    /** By the hub's id or by MessageHeader.id. */
    public Optional<MessageStatus> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Deliveries by receiver system and state, such as {@code municipality-ale -> {DELIVERED=12}}, for the summary and the metrics. */
    public Map<String, Map<String, Long>> countDeliveries() {
        throw new UnsupportedOperationException();
    }

    /** Messages by outcome: ACCEPTED, REFUSED and NOWHERE. */
    public Map<String, Long> countMessages() {
        throw new UnsupportedOperationException();
    }
}
