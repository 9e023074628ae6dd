package se.knutpunkt.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

/** Statements that go to the database together, in one round trip, and run there in the order they were added. */
final class StatementBatch {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    StatementBatch add(String statement, Object... parameters) {
        sql.append(sql.isEmpty() ? "" : ";\n").append(statement);
        // Not List.of: a parameter may be null.
        values.addAll(java.util.Arrays.asList(parameters));
        return this;
    }

    void run(JdbcTemplate template) {
        runAndRead(template, (row, n) -> row);
    }

    /** Runs all, and reads the rows of those that give any. */
    <T> List<T> runAndRead(JdbcTemplate template, RowMapper<T> mapper) {
        return template.execute(sql.toString(), (PreparedStatement statement) -> {
            for (int i = 0; i < values.size(); i++) {
                StatementCreatorUtils.setParameterValue(statement, i + 1, SqlTypeValue.TYPE_UNKNOWN, values.get(i));
            }
            return readAll(statement, statement.execute(), mapper);
        });
    }

    private static <T> List<T> readAll(PreparedStatement statement, boolean rowsFirst, RowMapper<T> mapper)
            throws SQLException {
        List<T> found = new ArrayList<>();
        boolean rows = rowsFirst;
        while (rows || statement.getUpdateCount() >= 0) {
            if (rows) {
                try (ResultSet set = statement.getResultSet()) {
                    while (set.next()) {
                        found.add(mapper.mapRow(set, found.size()));
                    }
                }
            }
            rows = statement.getMoreResults();
        }
        return found;
    }
}
