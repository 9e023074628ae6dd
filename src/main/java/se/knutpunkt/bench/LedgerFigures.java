package se.knutpunkt.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.EmbeddedPostgres;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What the hub has written, seen on its disk and in its database rather than told by it. */
final class LedgerFigures {

    private final Path data;

    /** @param data the hub's data directory */
    LedgerFigures(Path data) {
        this.data = data;
    }

    /** A connection of its own to the hub's database. */
    Connection connect() {
        DatabaseAddress address = EmbeddedPostgres.find(data);
        try {
            return DriverManager.getConnection(address.url(), address.user(), address.password());
        } catch (SQLException refused) {
            throw failed(refused);
        }
    }

    long countMessages() {
        return ask("SELECT count(*) FROM message");
    }

    /** Tables, indexes, history and everything else of the ledger, and what the broker keeps. */
    long countBytes() {
        long tables = ask("SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'");
        return tables + sizeOf(data.resolve("artemis"));
    }

    private long ask(String question) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException refused) {
            throw failed(refused);
        }
    }

    static HubException failed(SQLException refused) {
        return new HubException(ErrorCode.LEDGER_UNAVAILABLE, "bench", "the database refuses", refused);
    }

    private static long sizeOf(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException changing) {
            return 0;
        }
    }
}
