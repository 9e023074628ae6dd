package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Instants as the driver takes and gives them, to the microsecond. */
final class Times {
    private Times() {}

    static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Instant read(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** The database's clock, as of now and not as of the beginning of the transaction. */
    static Instant now(Database database) {
        return now(database.sql("SELECT clock_timestamp()"));
    }

    /** The same on a connection of one's own. */
    static Instant now(JdbcClient client) {
        return now(client.sql("SELECT clock_timestamp()"));
    }

    private static Instant now(JdbcClient.StatementSpec clock) {
        return clock.query(OffsetDateTime.class).single().toInstant();
    }
}
