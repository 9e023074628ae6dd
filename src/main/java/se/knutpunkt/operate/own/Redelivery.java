package se.knutpunkt.operate.own;

import java.util.UUID;

/**
 * What a party asked to get once more.
 *
 * @param deliveries how many
 * @param replay the replay that sends them; null for an inbox, where they can be read at once
 */
public record Redelivery(int deliveries, UUID replay) {}
