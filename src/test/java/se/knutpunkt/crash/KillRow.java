package se.knutpunkt.crash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.FaultPoint;

/**
 * What came of one kill, counted by the senders and the receivers.
 *
 * @param target what was killed
 * @param seed decides everything of this kill
 * @param instant how long after the load had begun
 * @param inFlight messages with a positive receipt that had not come to all their receivers
 * @param windows the points at which a thread stood when it was killed
 * @param ready from the kill until the hub was ready, or had its database or its broker again
 * @param accepted messages that have a positive receipt
 * @param lost messages with a positive receipt that some receiver never got
 * @param unmarked messages that came again and were not marked as possible duplicates
 * @param marked messages that came again and were
 * @param outOfOrder messages that came after one accepted later in their episode
 * @param stuck deliveries that say SENDING and that no living node has
 * @param waiting deliveries that wait although everybody has everything
 * @param problems what else should not be
 */
record KillRow(
        KillTarget target,
        long seed,
        Duration instant,
        int inFlight,
        Set<FaultPoint> windows,
        Duration ready,
        int accepted,
        List<String> lost,
        long unmarked,
        long marked,
        List<String> outOfOrder,
        long stuck,
        long waiting,
        Map<String, Integer> problems) {

    static final int LEAST_IN_FLIGHT = 50;

    boolean caughtEnough() {
        return inFlight >= LEAST_IN_FLIGHT;
    }
}
