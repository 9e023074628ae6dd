package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * One failure as the ledger has it. With its number it is the same failure however often it is seen.
 *
 * @param kind what it is of
 * @param item delivery, refused message, or a name made for an outage
 * @param number enqueue number of the delivery: tried again and held again, it is another failure; else zero
 * @param at when it failed
 * @param errorNumber number of the error; empty when it is not known
 * @param place where in the message, as the error told it
 * @param adapter receiving system, or the sender of what was refused
 * @param eventCode event of the message; empty for an outage
 * @param mapping mapping of a refused message; empty for the rest
 */
public record FailureSeen(
        FailureKind kind,
        UUID item,
        int number,
        Instant at,
        String errorNumber,
        String place,
        String adapter,
        String eventCode,
        String mapping) {}
