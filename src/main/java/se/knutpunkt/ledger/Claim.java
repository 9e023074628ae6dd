package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.message.Receiver;

/**
 * The right of one node to send one delivery now. Outcomes are recorded only by the claim that is still valid.
 *
 * @param deliveryId stable id the receiver sees
 * @param claimNumber grows with each claim of the delivery
 * @param kind what it carries
 * @param hubId the hub's id of the message
 * @param messageId MessageHeader.id of the message
 * @param eventCode its event
 * @param eventVersion its version
 * @param episodeId its episode; null when none
 * @param receiver who gets it
 * @param sections the sections the receiver gets
 * @param attempt 1 for the first attempt
 * @param possibleDuplicate true when an earlier attempt may have reached the receiver
 * @param acceptedAt when the message was accepted, UTC
 * @param configurationHash configuration the message was accepted under
 * @param traceparent W3C trace context; empty when none
 * @param revision 1 for the message as it was accepted; higher for what a person has edited since
 * @param originId the delivery it takes the place of, or repeats; null when none
 * @param payload the canonical Bundle as JSON bytes, decrypted; for a receipt the receipt as JSON (see {@link ReceiptLedger})
 */
public record Claim(
        UUID deliveryId,
        int claimNumber,
        DeliveryKind kind,
        UUID hubId,
        UUID messageId,
        String eventCode,
        String eventVersion,
        UUID episodeId,
        Receiver receiver,
        Set<String> sections,
        int attempt,
        boolean possibleDuplicate,
        Instant acceptedAt,
        String configurationHash,
        String traceparent,
        int revision,
        UUID originId,
        byte[] payload) {}
