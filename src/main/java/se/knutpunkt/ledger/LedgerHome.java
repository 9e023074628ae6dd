package se.knutpunkt.ledger;

import java.nio.file.Path;

/**
 * The data directory and the database of this hub, held from start to end: the embedded PostgreSQL, or an external one, beside which
 * the directory is held against a second hub all the same.
 */
public final class LedgerHome implements AutoCloseable {
    private final DatabaseAddress address;
    private final Runnable release;
    private final boolean embedded;

    private LedgerHome(DatabaseAddress address, Runnable release, boolean embedded) {
        this.address = address;
        this.release = release;
        this.embedded = embedded;
    }

    public static LedgerHome embedded(Path data) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        return new LedgerHome(postgres.address(), postgres::close, true);
    }

    /** The same, with its write-ahead log taken into the back-up as it is written. */
    static LedgerHome embedded(Path data, WalArchive archive) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data, archive.settings());
        archive.start();
        return new LedgerHome(
                postgres.address(),
                () -> {
                    postgres.close();
                    archive.close();
                },
                true);
    }

    public static LedgerHome external(Path data, DatabaseAddress address) {
        return new LedgerHome(address, DataDirectoryLock.take(data)::close, false);
    }

    public DatabaseAddress address() {
        return address;
    }

    public boolean isEmbedded() {
        return embedded;
    }

    @Override
    public void close() {
        release.run();
    }
}
