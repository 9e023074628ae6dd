package se.knutpunkt.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import se.knutpunkt.crypto.DataKey;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.crypto.PayloadCrypt;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Payloads at rest: sealed with the data key of their retention class and month, opened with the key their row names. */
final class Payloads {
    /** The class of everything a case consists of; others follow with the rules of retention. */
    private static final String RETENTION_CLASS = "case";

    private final Database database;
    private final MasterKey master;
    private final PayloadCrypt crypt = new PayloadCrypt();
    private final Map<Integer, DataKey> keysById = new ConcurrentHashMap<>();
    private final Map<LocalDate, DataKey> keysByMonth = new ConcurrentHashMap<>();

    Payloads(Database database, MasterKey master) {
        this.database = database;
        this.master = master;
    }

    /** MASTER_KEY_UNKNOWN where the ledger holds payloads, but none under this master key: it is then not the ledger's. */
    static void requireKnown(MasterKey master, Database database) {
        boolean foreign = database.read(() -> database.sql("SELECT EXISTS (SELECT 1 FROM data_key) AND NOT EXISTS"
                        + " (SELECT 1 FROM data_key WHERE master_id = ?)")
                .param(master.id())
                .query(Boolean.class)
                .single());
        if (foreign) {
            throw new HubException(
                    ErrorCode.MASTER_KEY_UNKNOWN,
                    "HUB_MASTER_KEY or keys/master-key",
                    "is key " + master.id()
                            + ", which the ledger has never seen; if the right one is lost for good, start with"
                            + " HUB_MASTER_KEY_LOST=true once");
        }
    }

    /**
     * A payload ready to be written in the intake transaction.
     *
     * @param raw the message as it came; null when it is not kept
     */
    record Sealed(int keyId, byte[] body, byte[] raw) {}

    /** Seals before the transaction, so that neither the compression nor a new month's key holds a lock. */
    Sealed seal(UUID hubId, byte[] canonical, byte[] raw, Instant month) {
        DataKey key = keysByMonth.computeIfAbsent(
                month.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1), this::requireKey);
        return new Sealed(
                key.id(),
                crypt.seal(key, hubId, canonical),
                raw.length == 0 ? null : crypt.sealBeside(key, hubId, canonical, raw));
    }

    byte[] open(UUID hubId, int keyId, byte[] body) {
        return crypt.open(keysById.computeIfAbsent(keyId, this::getKey), hubId, body);
    }

    /** @param canonical the opened payload that it was sealed beside */
    byte[] openRaw(UUID hubId, int keyId, byte[] canonical, byte[] raw) {
        return crypt.openBeside(keysById.computeIfAbsent(keyId, this::getKey), hubId, canonical, raw);
    }

    private DataKey requireKey(LocalDate month) {
        // Two nodes may try at once: the first one's key is used by both.
        database.sql("INSERT INTO data_key (retention_class, month, wrapped, master_id) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (retention_class, month, master_id) DO NOTHING")
                .params(RETENTION_CLASS, month, DataKey.createWrapped(master, context(month)), master.id())
                .update();
        return database.sql("SELECT id, month, wrapped, master_id FROM data_key"
                        + " WHERE retention_class = ? AND month = ? AND master_id = ?")
                .params(RETENTION_CLASS, month, master.id())
                .query((row, n) ->
                        unwrap(row.getInt(1), row.getObject(2, LocalDate.class), row.getBytes(3), row.getString(4)))
                .single();
    }

    private DataKey getKey(int id) {
        Optional<DataKey> key = database.sql("SELECT id, month, wrapped, master_id FROM data_key WHERE id = ?")
                .param(id)
                .query((row, n) ->
                        unwrap(row.getInt(1), row.getObject(2, LocalDate.class), row.getBytes(3), row.getString(4)))
                .optional();
        return key.orElseThrow(
                () -> new HubException(ErrorCode.PAYLOAD_UNREADABLE, "data key " + id, "has been dropped"));
    }

    private DataKey unwrap(int id, LocalDate month, byte[] wrapped, String masterId) {
        if (!masterId.equals(master.id())) {
            throw new HubException(
                    ErrorCode.PAYLOAD_UNREADABLE,
                    "data key " + id,
                    "was wrapped by another master key; give the one it was made with in HUB_MASTER_KEY or keys/master-key");
        }
        return DataKey.unwrap(id, wrapped, master, context(month));
    }

    private static String context(LocalDate month) {
        return RETENTION_CLASS + " " + month;
    }
}
