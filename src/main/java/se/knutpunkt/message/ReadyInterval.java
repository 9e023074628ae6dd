package se.knutpunkt.message;

import java.time.Instant;
import java.util.UUID;

/**
 * From a notice of discharge-ready to its withdrawal (lag 2017:612 3 kap. 1 §); the payment clock is computed from these.
 *
 * @param noticeId message id of the notice
 * @param sentAt when the hub had accepted it, UTC, never truncated
 * @param withdrawnAt when its withdrawal was accepted, UTC; null while it stands
 */
public record ReadyInterval(UUID noticeId, Instant sentAt, Instant withdrawnAt) {}
