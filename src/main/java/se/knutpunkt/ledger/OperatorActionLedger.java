package se.knutpunkt.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What persons did, append-only and chained by hashes. Other ledgers may record inside a transaction of their own. */
public final class OperatorActionLedger {
    private static final String COLUMNS = "number, at, by_whom, action, subject, reason, hash";
    private static final String NO_HASH = "";
    private static final int CHUNK = 1_000;

    private final Database database;

    OperatorActionLedger(Database database) {
        this.database = database;
    }

    /** Appends one action; part of the transaction under way if there is one. */
    public OperatorAction record(String byWhom, String action, String subject, String reason) {
        return database.inTransaction(() -> {
            // One at a time, so that each sees the one before.
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended('operator_action', 0))")
                    .query((row, n) -> "")
                    .single();
            Optional<OperatorAction> last =
                    list(null, null, Long.MAX_VALUE, 1).stream().findFirst();
            OperatorAction next = chained(
                    last.map(OperatorAction::number).orElse(0L) + 1,
                    Times.now(database),
                    byWhom,
                    action,
                    subject,
                    reason,
                    last.map(OperatorAction::hash).orElse(NO_HASH));
            database.sql("INSERT INTO operator_action (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            next.number(),
                            Times.at(next.at()),
                            byWhom,
                            action,
                            subject,
                            reason,
                            HexFormat.of().parseHex(next.hash()))
                    .update();
            return next;
        });
    }

    /**
     * Newest first, those before {@code before}.
     *
     * @param byWhom only this person's; null for everybody's
     * @param subject only what was done to this; null for everything
     */
    public List<OperatorAction> list(String byWhom, String subject, long before, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(before));
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM operator_action WHERE number < ?");
        if (byWhom != null) {
            sql.append(" AND by_whom = ?");
            parameters.add(byWhom);
        }
        if (subject != null) {
            sql.append(" AND subject = ?");
            parameters.add(subject);
        }
        parameters.add(limit);
        return database.read(() -> database.sql(sql + " ORDER BY number DESC LIMIT ?")
                .params(parameters)
                .query((row, n) -> read(row))
                .list());
    }

    /** The number of the first action whose hash does not follow from what stands before it, or that is missing; empty when whole. */
    public Optional<Long> findBreak() {
        String hash = NO_HASH;
        long number = 0;
        while (true) {
            long from = number;
            List<OperatorAction> chunk = database.read(() -> database.sql(
                            "SELECT " + COLUMNS + " FROM operator_action WHERE number > ? ORDER BY number LIMIT ?")
                    .params(from, CHUNK)
                    .query((row, n) -> read(row))
                    .list());
            for (OperatorAction action : chunk) {
                number++;
                OperatorAction expected = chained(
                        number, action.at(), action.byWhom(), action.action(), action.subject(), action.reason(), hash);
                if (!expected.equals(action)) {
                    return Optional.of(number);
                }
                hash = action.hash();
            }
            if (chunk.size() < CHUNK) {
                return Optional.empty();
            }
        }
    }

    private static OperatorAction chained(
            long number, Instant at, String byWhom, String action, String subject, String reason, String before) {
        MessageDigest digest = sha256();
        for (String part :
                new String[] {before, Long.toString(number), at.toString(), byWhom, action, subject, reason}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // With its length, so that no text moves from one column to the next unseen.
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return new OperatorAction(
                number, at, byWhom, action, subject, reason, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new HubException(ErrorCode.INTERNAL, "SHA-256", "", e);
        }
    }

    private static OperatorAction read(ResultSet row) throws SQLException {
        return new OperatorAction(
                row.getLong(1),
                Times.read(row, "at"),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                HexFormat.of().formatHex(row.getBytes(7)));
    }
}
