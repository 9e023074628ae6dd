package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * One thing that a person did or looked at.
 *
 * @param number its place in the log, from one and without gaps
 * @param at when, by the database's clock
 * @param byWhom the person's name
 * @param action what, a word such as {@code paused}
 * @param subject what it was done to: kind and id, such as {@code system municipality-ale}
 * @param reason why, in the person's words; empty where none is asked for
 * @param hash covers all of this and the hash before it, lower-case hex
 */
public record OperatorAction(
        long number, Instant at, String byWhom, String action, String subject, String reason, String hash) {}
