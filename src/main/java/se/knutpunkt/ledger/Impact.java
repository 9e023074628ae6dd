package se.knutpunkt.ledger;

import java.time.Duration;

/**
 * What an outage did to one party.
 *
 * @param partyId receiving party
 * @param systemId its system
 * @param delayed deliveries that came later than the threshold
 * @param undelivered deliveries that still wait and are older than the threshold
 * @param longest longest time from accepted to delivered, or until now
 */
public record Impact(String partyId, String systemId, long delayed, long undelivered, Duration longest) {}
