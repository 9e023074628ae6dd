package se.knutpunkt.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** A bare commit of one row of 4 KB in the hub's own PostgreSQL, with its settings, beside the ledger. */
final class RawPostgres {

    private static final int ROW_BYTES = 4_096;

    private final LedgerFigures ledger;

    RawPostgres(LedgerFigures ledger) {
        this.ledger = ledger;
    }

    /** Commits a second. */
    double measure(int concurrency, int seconds, Micros micros) {
        run("CREATE SCHEMA IF NOT EXISTS bench");
        run("CREATE TABLE bench.raw (body bytea STORAGE EXTERNAL NOT NULL)");
        try {
            return ClosedLoop.perSecond(concurrency, seconds, micros, this::commits);
        } finally {
            run("DROP TABLE bench.raw");
        }
    }

    private void commits(ClosedLoop.Turns turns) throws SQLException {
        byte[] row = new byte[ROW_BYTES];
        new Random(1).nextBytes(row);
        try (Connection connection = ledger.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO bench.raw VALUES (?)")) {
            while (turns.another()) {
                insert.setBytes(1, row);
                insert.executeUpdate();
            }
        }
    }

    private void run(String sql) {
        try (Connection connection = ledger.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw LedgerFigures.failed(refused);
        }
    }
}
