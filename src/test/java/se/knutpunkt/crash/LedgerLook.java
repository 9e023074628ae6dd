package se.knutpunkt.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** Looks into a hub's ledger from outside, for the one thing that no sender and no receiver can see: what is said to be under way. */
final class LedgerLook {

    private static final String STUCK = "SELECT count(*) FROM delivery d WHERE d.state = 'SENDING' AND NOT EXISTS ("
            + "SELECT 1 FROM node n WHERE n.id = d.claim_node AND n.ended_at IS NULL"
            + " AND n.beat_at > clock_timestamp() - interval '15 seconds')";
    private static final String UNDER_WAY = "SELECT count(*) FROM delivery WHERE state IN ('SENDING', 'READY')";
    private static final String HELD = "SELECT count(*) FROM delivery WHERE state = 'HELD'";

    private final Supplier<String> url;
    private final Supplier<String> password;

    private LedgerLook(Supplier<String> url, Supplier<String> password) {
        this.url = url;
        this.password = password;
    }

    /** The embedded database under a data directory; its port may change at a restart. */
    static LedgerLook embedded(Path data) {
        return new LedgerLook(
                () -> "jdbc:postgresql://127.0.0.1:" + read(data.resolve("postgres-port")) + "/postgres",
                () -> read(data.resolve("keys").resolve("postgres-password")));
    }

    /** Deliveries that say SENDING while no living node has them. */
    long countStuck() {
        return count(STUCK);
    }

    /** Deliveries that wait or are being sent. */
    long countUnderWay() {
        return count(UNDER_WAY);
    }

    /** Deliveries that wait for a person. */
    long countHeld() {
        return count(HELD);
    }

    private long count(String sql) {
        try (Connection connection = DriverManager.getConnection(url.get(), "knutpunkt", password.get());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
