package se.knutpunkt.translate;

import java.time.Instant;
import java.util.UUID;
import se.knutpunkt.directory.HubSystem;

/**
 * What a mapping may know besides the tree.
 *
 * @param system the sending or receiving system
 * @param messageId id for formats whose own message id is no UUID, the same each time the same message comes
 * @param transmissionId id for formats without one
 * @param receivedAt when the hub had the message, UTC
 */
public record TranslateContext(HubSystem system, UUID messageId, UUID transmissionId, Instant receivedAt) {}
