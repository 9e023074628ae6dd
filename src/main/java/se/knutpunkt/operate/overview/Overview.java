package se.knutpunkt.operate.overview;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where everything stood at a moment.
 *
 * @param at when
 * @param totals figures of the whole
 * @param states how many municipalities of the county fare how
 * @param municipalities the municipalities of the county by subregion
 * @param others everybody else who is connected
 * @param oldest what has waited longest
 * @param failures what holds deliveries, most of it first
 * @param certificates those that end soon, first the soonest
 * @param deadlines undelivered messages whose time limit is near or over, first the soonest
 */
public record Overview(
        Instant at,
        Totals totals,
        Map<TileState, Integer> states,
        Map<String, List<Tile>> municipalities,
        List<Tile> others,
        List<Undelivered> oldest,
        List<Failure> failures,
        List<Certificate> certificates,
        List<AtRisk> deadlines) {

    /**
     * Figures of the whole.
     *
     * @param ready deliveries that wait
     * @param sending deliveries under way
     * @param held deliveries that need a person
     * @param acceptedLastHour messages accepted in the last hour
     * @param deliveredLastHour messages delivered in the last hour
     * @param perMinute deliveries of each minute of the last hour, the oldest first
     * @param oldest when the first delivery that is not done was accepted; null when all is done
     */
    public record Totals(
            long ready,
            long sending,
            long held,
            long acceptedLastHour,
            long deliveredLastHour,
            List<Long> perMinute,
            Instant oldest) {}

    /** One delivery that has waited long. */
    public record Undelivered(
            UUID hubId,
            UUID deliveryId,
            String partyId,
            String name,
            String eventCode,
            String state,
            String errorNumber,
            Instant acceptedAt,
            int attempts) {}

    /**
     * Deliveries held by one error.
     *
     * @param receivers how many parties it concerns
     * @param first when the first of them was accepted
     */
    public record Failure(String errorNumber, long deliveries, int receivers, Instant first) {}

    /**
     * A certificate that ends soon.
     *
     * @param owner {@code hub}, id of a system, or name of a credential that the hub shows to receivers
     * @param name the system's name; the owner where it is none
     */
    public record Certificate(String owner, String name, Instant notAfter, long daysLeft) {}

    /**
     * An undelivered message whose time limit is near or over.
     *
     * @param due when the limit is
     * @param over whether it has passed
     */
    public record AtRisk(
            UUID hubId, UUID deliveryId, String partyId, String name, String eventCode, Instant due, boolean over) {}
}
