package se.knutpunkt.ledger;

/**
 * Some of the deliveries a selection means.
 *
 * @param errorNumber the error that holds them; empty when none
 * @param deliveries how many
 * @param taken how many of them are in a replay already
 */
public record SelectionCount(String receiverSystem, String eventCode, String errorNumber, int deliveries, int taken) {}
