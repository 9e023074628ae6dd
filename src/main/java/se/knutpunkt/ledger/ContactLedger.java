package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** When each party's contacts were last confirmed by one of them. */
public final class ContactLedger {
    private final Database database;

    ContactLedger(Database database) {
        this.database = database;
    }

    public void confirm(String partyId, String byWhom) {
        database.read(() -> database.sql("INSERT INTO contact_confirmation (party_id, by_whom) VALUES (?, ?)")
                .params(partyId, byWhom)
                .update());
    }

    /** The last time, by party; those that never were are not there. */
    public Map<String, Instant> listLast() {
        Map<String, Instant> last = new TreeMap<>();
        database.read(() -> database.sql("SELECT party_id, max(at) AS at FROM contact_confirmation GROUP BY party_id")
                .query((row, n) -> last.put(row.getString("party_id"), Times.read(row, "at")))
                .list());
        return last;
    }
}
