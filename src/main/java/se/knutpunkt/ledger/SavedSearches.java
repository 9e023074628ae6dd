package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Searches that people come back to, each under a name of its own; those shared are seen by all. */
public final class SavedSearches {
    private final Database database;

    SavedSearches(Database database) {
        this.database = database;
    }

    /**
     * One saved search.
     *
     * @param owner who saved it
     * @param terms the parameters of the permalink
     */
    public record SavedSearch(UUID id, String owner, String name, String terms, boolean shared, Instant savedAt) {}

    /** Saves it; the owner's search of the same name is replaced. */
    public void save(UUID id, String owner, String name, String terms, boolean shared) {
        database.inTransaction(
                () -> database.sql("INSERT INTO saved_search (id, owner, name, terms, shared) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (owner, name) DO UPDATE SET terms = excluded.terms,"
                                + " shared = excluded.shared, saved_at = clock_timestamp()")
                        .params(id, owner, name, terms, shared)
                        .update());
    }

    /** Forgets it; false when the owner has none such. */
    public boolean forget(UUID id, String owner) {
        return database.inTransaction(() -> database.sql("DELETE FROM saved_search WHERE id = ? AND owner = ?")
                        .params(id, owner)
                        .update())
                > 0;
    }

    /** How many the owner has. */
    public int count(String owner) {
        return database.read(() -> database.sql("SELECT count(*) FROM saved_search WHERE owner = ?")
                .param(owner)
                .query(Integer.class)
                .single());
    }

    /** The owner's own and those that others share, by name. */
    public List<SavedSearch> list(String owner) {
        return database.read(() -> database.sql(
                        "SELECT * FROM saved_search WHERE owner = ? OR shared ORDER BY name, owner")
                .param(owner)
                .query((row, n) -> new SavedSearch(
                        row.getObject("id", UUID.class),
                        row.getString("owner"),
                        row.getString("name"),
                        row.getString("terms"),
                        row.getBoolean("shared"),
                        Times.read(row, "saved_at")))
                .list());
    }
}
