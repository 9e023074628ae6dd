package se.knutpunkt.ledger;

import java.util.concurrent.locks.ReentrantLock;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Holds intake back when too much waits to be sent. An estimate: at most about a second old, counted no further than the limit. */
final class Backlog {
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Database database;
    private final int limit;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile boolean full;
    private volatile long nextCount = System.nanoTime();

    Backlog(Database database, int limit) {
        this.database = database;
        this.limit = limit;
    }

    /** BACKLOG_FULL when no more can be taken now. */
    void requireRoom() {
        if (System.nanoTime() - nextCount >= 0 && counting.tryLock()) {
            try {
                count();
            } finally {
                counting.unlock();
            }
        }
        if (full) {
            throw new HubException(ErrorCode.BACKLOG_FULL, "ledger", "more than " + limit + " deliveries wait");
        }
    }

    private void count() {
        long began = System.nanoTime();
        full = database.read(() -> database.sql("SELECT count(*) > ? FROM (SELECT 1 FROM delivery"
                        + " WHERE state IN ('READY', 'SENDING', 'HELD') LIMIT ?) waiting")
                .params(limit, limit + 1)
                .query(Boolean.class)
                .single());
        long took = System.nanoTime() - began;
        // A long backlog takes long to count; never more than a fiftieth of the time goes into it.
        nextCount = System.nanoTime() + Math.max(FRESH_NANOS, 50 * took);
    }
}
