package se.knutpunkt.ledger;

import java.util.List;
import java.util.UUID;

/**
 * What a held delivery carries, for a person who may edit it.
 *
 * @param delivery the delivery with its content, opened; no right to send it
 * @param payloadId what the content is sealed for: the message, or its last revision
 * @param senderSystem the system that sent the message
 * @param errorNumber why it is held; empty when it is not
 * @param errorPlace where, if known
 * @param alike other held deliveries of the message with the same content
 */
public record HeldContent(
        Claim delivery, UUID payloadId, String senderSystem, String errorNumber, String errorPlace, List<UUID> alike) {}
