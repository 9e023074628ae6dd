package se.knutpunkt.ledger;

import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * How far back a message is looked for by its MessageHeader.id, from which nobody can tell its month: first in the months just past,
 * where nearly all is found, and only then further. So a look-up costs no more the longer the ledger is kept.
 */
final class LookBack {
    private static final int RECENT_DAYS = 62;
    /** Older messages are found by the hub's own id, which tells its month. */
    private static final int FARTHEST_DAYS = 800;

    /** To follow a condition on the table {@code message m}; its parameter is the days. */
    static final String BOUND = " AND m.hub_id >= uuid_at(now() - make_interval(days => ?))";

    /**
     * To follow a condition on the table {@code delivery d}, whose parameter is the message's hub id: a delivery is not made before its
     * message. A day is more than the nodes' clocks differ.
     */
    static final String NOT_BEFORE = " AND d.id >= uuid_at(uuid_time(?) - interval '1 day')";

    private LookBack() {}

    /** What {@code look} finds within a number of days; farther back when what it found is not enough. */
    static <T> T widen(IntFunction<T> look, Predicate<T> isEnough) {
        T found = look.apply(RECENT_DAYS);
        return isEnough.test(found) ? found : look.apply(FARTHEST_DAYS);
    }
}
