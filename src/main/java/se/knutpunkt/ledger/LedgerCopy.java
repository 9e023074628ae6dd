package se.knutpunkt.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Writes many made-up rows at once, for demonstrations and measurements of what lies long back; never on the way of a message. */
public final class LedgerCopy {

    private static final int CHUNK = 1 << 20;

    private final DataSource source;

    public LedgerCopy(DataSource source) {
        this.source = source;
    }

    /** True when a message was received in the time given. */
    public boolean hasMessages(Instant from, Instant to) {
        Database database = new Database(source);
        return database.read(() -> database.sql(
                        "SELECT EXISTS (SELECT FROM message WHERE hub_id >= uuid_at(?) AND hub_id < uuid_at(?))")
                .params(Times.at(from), Times.at(to))
                .query(Boolean.class)
                .single());
    }

    /** Makes the tables of these months. */
    public void createPartitions(Instant from, int months) {
        Database database = new Database(source);
        database.read(() -> database.sql("SELECT ensure_partitions(?, ?)")
                .params(Times.at(from), months)
                .query(Integer.class)
                .single());
    }

    /** @param rows values in the order of the columns: text, numbers, truth values, instants, ids, bytes, or null */
    public void write(String table, List<String> columns, Iterator<Object[]> rows) {
        try (Connection connection = source.getConnection()) {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN");
            ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK + CHUNK / 8);
            while (rows.hasNext()) {
                chunk.writeBytes(line(rows.next()).getBytes(StandardCharsets.UTF_8));
                if (chunk.size() >= CHUNK) {
                    copy.writeToCopy(chunk.toByteArray(), 0, chunk.size());
                    chunk.reset();
                }
            }
            copy.writeToCopy(chunk.toByteArray(), 0, chunk.size());
            copy.endCopy();
        } catch (SQLException e) {
            throw new HubException(ErrorCode.LEDGER_UNAVAILABLE, table, "COPY broke off", e);
        }
    }

    /** What autovacuum would have done while so much came by itself. */
    public void settle() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE) message, delivery, fact, history");
        } catch (SQLException e) {
            throw new HubException(ErrorCode.LEDGER_UNAVAILABLE, "ledger", "VACUUM broke off", e);
        }
    }

    private static String line(Object[] values) {
        StringBuilder line = new StringBuilder(256);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            line.append(i == 0 ? "" : "\t");
            if (value == null) {
                line.append("\\N");
            } else if (value instanceof byte[] bytes) {
                line.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            } else if (value instanceof String text) {
                line.append(text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
            } else {
                line.append(value);
            }
        }
        return line.append('\n').toString();
    }
}
