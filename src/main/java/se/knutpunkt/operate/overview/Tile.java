package se.knutpunkt.operate.overview;

import java.time.Instant;

/**
 * One party as the map shows it.
 *
 * @param partyId id of the party
 * @param name its name
 * @param group subregion; empty for what is no municipality of the county
 * @param systemId the system that it is connected by
 * @param state how it fares
 * @param waiting deliveries to it that are not done, held ones too
 * @param held those of them that need a person
 * @param oldest when the first of them was accepted; null when none waits
 * @param paused whether it is paused now
 * @param pausedUntil when that ends; null: when somebody resumes it
 * @param circuitOpen whether it has failed so often that it is left alone for a while
 * @param gotLastHour messages delivered to it in the last hour
 * @param sentLastHour messages accepted from it in the last hour
 * @param lastTraffic when something last went either way; null when nothing is known
 */
public record Tile(
        String partyId,
        String name,
        String group,
        String systemId,
        TileState state,
        long waiting,
        long held,
        Instant oldest,
        boolean paused,
        Instant pausedUntil,
        boolean circuitOpen,
        long gotLastHour,
        long sentLastHour,
        Instant lastTraffic) {}
