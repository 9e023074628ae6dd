package se.knutpunkt.ledger;

import java.util.Set;
import java.util.UUID;

/**
 * An edit to keep.
 *
 * @param id names the request, made by whoever asks, so that asking twice edits once
 * @param basedOn the payload that the editor saw
 * @param deliveryIds held deliveries of the message it is for
 * @param content the edited Bundle as JSON bytes
 * @param contentHash keyed hash of the content, lower-case hex
 * @param needsSecond true when another person must look at it before it is sent
 */
public record NewRevision(
        UUID id,
        UUID hubId,
        UUID basedOn,
        Set<UUID> deliveryIds,
        byte[] content,
        String contentHash,
        boolean needsSecond,
        String madeBy,
        String reason) {}
