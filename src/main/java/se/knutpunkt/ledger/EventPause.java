package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * An event that is not delivered now.
 *
 * @param eventCode the event
 * @param systemId the receiver it is kept from; empty for all
 * @param pausedAt since when
 * @param until when it goes on by itself; null when somebody must let it
 * @param draining true when what was accepted before still goes
 * @param byWhom who paused it
 * @param reason why
 */
public record EventPause(
        String eventCode,
        String systemId,
        Instant pausedAt,
        Instant until,
        boolean draining,
        String byWhom,
        String reason) {}
