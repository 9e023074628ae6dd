package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.UUID;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Role;

/**
 * One receipt.
 *
 * @param id its id, UUIDv7
 * @param hubId the hub's id of the message it concerns
 * @param messageId MessageHeader.id of that message
 * @param deliveryId the delivery it concerns; null at level ACCEPTED
 * @param level which of the three levels
 * @param code the answer
 * @param errorNumber number of the hub's error, such as {@code HUB-504}; empty when ok
 * @param unit the receiving unit; null at level ACCEPTED
 * @param role the role the unit received in; null at level ACCEPTED
 * @param at when, UTC
 */
public record ReceiptRow(
        UUID id,
        UUID hubId,
        UUID messageId,
        UUID deliveryId,
        ReceiptLevel level,
        ReceiptCode code,
        String errorNumber,
        HsaId unit,
        Role role,
        Instant at) {}
