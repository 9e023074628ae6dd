package se.knutpunkt.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Fills the ledger by COPY with copies of one episode that was sent and delivered: every row of it in every table, under ids of its
 * own, spread over the last weeks. It knows the tables by name and nothing of their columns.
 */
final class LedgerFill {

    private static final Pattern IDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|VT[0-9a-f]{16}");
    private static final int EPISODES_A_BATCH = 2_000;
    private static final int VERSION_AT = 14;
    /** The month before this one has partitions too; older ids would have none. */
    private static final long SPREAD_MILLIS = TimeUnit.DAYS.toMillis(20);

    private static final String OF_EPISODE = "SELECT hub_id FROM message WHERE episode_id = '%1$s'";
    private static final Map<String, String> ROWS = rows();

    private final LedgerFigures ledger;
    private final int run;

    LedgerFill(LedgerFigures ledger, int run) {
        this.ledger = ledger;
        this.run = run;
    }

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("message", "episode_id = '%1$s'");
        for (String table : List.of("payload", "fact", "delivery", "receipt", "history", "idempotency")) {
            rows.put(table, "hub_id IN (" + OF_EPISODE + ")");
        }
        rows.put("lane", "order_key = '%1$s'");
        rows.put("episode", "id = '%1$s'");
        rows.put("episode_alias", "episode_id = '%1$s'");
        return rows;
    }

    /** On return there are at least so many messages; the number there are. */
    long fill(long messages) {
        long there = ledger.countMessages();
        long missing = (messages - there + MessageTemplates.PLACES - 1) / MessageTemplates.PLACES;
        if (missing <= 0) {
            return there;
        }
        try (Connection connection = ledger.connect()) {
            String episode = findEpisode(connection);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            Map<String, Splice> sample = sample(copy, episode);
            connection.setAutoCommit(false);
            for (long done = 0; done < missing; done += EPISODES_A_BATCH) {
                write(copy, sample, there + done, Math.min(EPISODES_A_BATCH, missing - done));
                connection.commit();
            }
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                // What autovacuum would have done while so many messages came by themselves.
                statement.execute("VACUUM ANALYZE");
                statement.execute("CHECKPOINT");
            }
        } catch (SQLException refused) {
            throw LedgerFigures.failed(refused);
        } catch (IOException broken) {
            throw new HubException(ErrorCode.LEDGER_UNAVAILABLE, "bench", "COPY broke off", broken);
        }
        return ledger.countMessages();
    }

    private static String findEpisode(Connection connection) throws SQLException {
        String whole = "SELECT m.episode_id FROM message m JOIN delivery d ON d.hub_id = m.hub_id"
                + " WHERE m.state = 'ACCEPTED' GROUP BY m.episode_id"
                + " HAVING count(*) = ? AND bool_and(d.state = 'DELIVERED') LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(whole)) {
            statement.setInt(1, MessageTemplates.PLACES);
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new HubException(
                            ErrorCode.SETTING_INVALID,
                            "--warm-up",
                            "no whole episode was sent that could be copied; warm up longer");
                }
                return found.getString(1);
            }
        }
    }

    private static Map<String, Splice> sample(CopyManager copy, String episode) throws SQLException, IOException {
        Map<String, Splice> sample = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : ROWS.entrySet()) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            copy.copyOut(
                    "COPY (SELECT * FROM " + table.getKey() + " WHERE " + String.format(table.getValue(), episode)
                            + ") TO STDOUT",
                    rows);
            sample.put(table.getKey(), Splice.of(rows.toByteArray(), IDS));
        }
        return sample;
    }

    private void write(CopyManager copy, Map<String, Splice> sample, long first, long episodes)
            throws SQLException, IOException {
        for (Map.Entry<String, Splice> table : sample.entrySet()) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            for (long number = first; number < first + episodes; number++) {
                long copyNumber = number;
                rows.write(table.getValue().fill(mark -> renew(mark, copyNumber)));
            }
            copy.copyIn("COPY " + table.getKey() + " FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
        }
    }

    /** Another id of the same kind, the same for the same copy. */
    String renew(String mark, long copyNumber) {
        long high = BenchId.mix(BenchId.mix(hash(mark) + run) + copyNumber);
        if (mark.startsWith(MessageTemplate.VISIT)) {
            return MessageTemplate.VISIT + String.format("%016x", high);
        }
        long low = BenchId.mix(high);
        if (mark.charAt(VERSION_AT) == '7') {
            // Time-ordered ids decide the partition; those of one episode are moved together.
            long back = Long.remainderUnsigned(BenchId.mix(copyNumber), SPREAD_MILLIS);
            long millis = (UUID.fromString(mark).getMostSignificantBits() >>> 16) - back;
            return new UUID(millis << 16 | 0x7000L | high & 0x0fff, low & ~(3L << 62) | 1L << 63).toString();
        }
        return new UUID(high & ~0xf000L | 0x4000L, low & ~(3L << 62) | 1L << 63).toString();
    }

    private static long hash(String mark) {
        long hash = 0;
        for (byte one : mark.getBytes(StandardCharsets.US_ASCII)) {
            hash = hash * 31 + one;
        }
        return hash;
    }
}
