package se.knutpunkt.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The persons who may log in with a password. */
public final class OperatorUserLedger {
    private static final String COLUMNS = "name, display_name, password_hash, roles, parties, disabled";

    private final Database database;

    OperatorUserLedger(Database database) {
        this.database = database;
    }

    public Optional<OperatorUser> find(String name) {
        return database.read(() -> database.sql("SELECT " + COLUMNS + " FROM operator_user WHERE name = ?")
                .param(name)
                .query((row, n) -> read(row))
                .optional());
    }

    public List<OperatorUser> list() {
        return database.read(() -> database.sql("SELECT " + COLUMNS + " FROM operator_user ORDER BY name")
                .query((row, n) -> read(row))
                .list());
    }

    public boolean isEmpty() {
        return database.read(() -> database.sql("SELECT NOT EXISTS (SELECT FROM operator_user)")
                .query(Boolean.class)
                .single());
    }

    /** False when there is somebody of that name already, who is left as is. */
    public boolean create(OperatorUser user) {
        return database.read(() -> database.sql("INSERT INTO operator_user (" + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(
                                user.name(),
                                user.displayName(),
                                user.passwordHash(),
                                texts(user.roles()),
                                texts(user.parties()),
                                user.disabled())
                        .update()
                == 1);
    }

    /** Everything but the name becomes as in {@code user}; false when nobody has that name. */
    public boolean change(OperatorUser user) {
        return database.read(() ->
                database.sql("UPDATE operator_user SET display_name = ?, password_hash = ?, roles = ?, parties = ?,"
                                        + " disabled = ?, changed_at = clock_timestamp() WHERE name = ?")
                                .params(
                                        user.displayName(),
                                        user.passwordHash(),
                                        texts(user.roles()),
                                        texts(user.parties()),
                                        user.disabled(),
                                        user.name())
                                .update()
                        == 1);
    }

    private static OperatorUser read(ResultSet row) throws SQLException {
        return new OperatorUser(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                set(row.getArray(4)),
                set(row.getArray(5)),
                row.getBoolean(6));
    }

    private static Set<String> set(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }

    private static String[] texts(Set<String> set) {
        return set.stream().sorted().toArray(String[]::new);
    }
}
