package se.knutpunkt.ledger;

import java.util.Optional;

/** Requests of persons that change something, so that the same one is done once however often it comes. */
public final class OperatorRequestLedger {
    private static final int REMEMBERED_DAYS = 7;
    private static final int PURGED_AT_ONCE = 100;

    private final Database database;

    OperatorRequestLedger(Database database) {
        this.database = database;
    }

    /**
     * A request that came before under the same key.
     *
     * @param requestHash hash of what was asked
     * @param status what it was answered; null while it is under way, or when its node died
     */
    public record Earlier(String requestHash, Integer status, String location, String contentType, byte[] body) {}

    /** Takes the key; empty when it was free, else what has it. */
    public Optional<Earlier> take(String byWhom, String key, String requestHash) {
        return database.inTransaction(() -> {
            database.sql(
                            "DELETE FROM operator_request WHERE (by_whom, key) IN (SELECT by_whom, key FROM operator_request"
                                    + " WHERE at < clock_timestamp() - make_interval(days => ?) ORDER BY at LIMIT ?)")
                    .params(REMEMBERED_DAYS, PURGED_AT_ONCE)
                    .update();
            int taken = database.sql("INSERT INTO operator_request (by_whom, key, request_hash) VALUES (?, ?, ?)"
                            + " ON CONFLICT DO NOTHING")
                    .params(byWhom, key, requestHash)
                    .update();
            return taken == 1 ? Optional.<Earlier>empty() : find(byWhom, key);
        });
    }

    /** Keeps the answer for whoever asks the same again. */
    public void finish(String byWhom, String key, int status, String location, String contentType, byte[] body) {
        database.read(
                () -> database.sql("UPDATE operator_request SET status = ?, location = ?, content_type = ?, body = ?"
                                + " WHERE by_whom = ? AND key = ?")
                        .params(status, location, contentType, body, byWhom, key)
                        .update());
    }

    /** Nothing was done: the same key may be used again. */
    public void giveUp(String byWhom, String key) {
        database.read(
                () -> database.sql("DELETE FROM operator_request WHERE by_whom = ? AND key = ? AND status IS NULL")
                        .params(byWhom, key)
                        .update());
    }

    private Optional<Earlier> find(String byWhom, String key) {
        return database.sql("SELECT request_hash, status, location, content_type, body FROM operator_request"
                        + " WHERE by_whom = ? AND key = ?")
                .params(byWhom, key)
                .query((row, n) -> new Earlier(
                        row.getString(1),
                        row.getObject(2, Integer.class),
                        row.getString(3),
                        row.getString(4),
                        row.getBytes(5)))
                .optional();
    }
}
