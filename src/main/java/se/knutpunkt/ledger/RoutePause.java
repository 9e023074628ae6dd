package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * A way in that takes nothing now.
 *
 * @param routeId the route
 * @param pausedAt since when
 * @param until when it goes on by itself; null when somebody must let it
 * @param byWhom who paused it
 * @param reason why
 */
public record RoutePause(String routeId, Instant pausedAt, Instant until, String byWhom, String reason) {}
