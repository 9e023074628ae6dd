package se.knutpunkt.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Reaches a ledger for a command: the running one of a data directory, else one that is started for it, or an external one. */
public final class LedgerAccess implements AutoCloseable {

    private final DatabaseAddress address;
    private final Runnable release;

    private LedgerAccess(DatabaseAddress address, Runnable release) {
        this.address = address;
        this.release = release;
    }

    /** @param url of an external database; blank for the embedded one */
    public static LedgerAccess open(Path data, String url, String user, String password) {
        if (!url.isBlank()) {
            return new LedgerAccess(new DatabaseAddress(url, user, password), () -> {});
        }
        if (!Files.isDirectory(data.resolve("postgres"))) {
            throw new HubException(
                    ErrorCode.NOT_FOUND, data.toString(), "holds no ledger; is HUB_DATA the hub's data directory?");
        }
        try {
            LedgerHome own = LedgerHome.embedded(data);
            return new LedgerAccess(own.address(), own::close);
        } catch (HubException inUse) {
            if (inUse.code() != ErrorCode.DATA_DIRECTORY_IN_USE) {
                throw inUse;
            }
            return new LedgerAccess(EmbeddedPostgres.find(data), () -> {});
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    /** The snapshots that are kept there. */
    public static ConfigurationLedger configurations(DataSource source) {
        return new ConfigurationLedger(new Database(source));
    }

    @Override
    public void close() {
        release.run();
    }
}
