package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Restores the embedded database and the keys from a back-up, to an instant. What stood in the data directory is put aside, and only
 * once the restored ledger stands whole. Finds what was accepted after the instant by restoring also the last back-up, to the end of its
 * log, and comparing.
 */
public final class LedgerRestore {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRestore.class);

    private final Path data;
    private final Path work;
    private final SealedFiles backup;
    private final BackupFolder folder;
    private final BackupLayout layout;

    public LedgerRestore(Path data, Path from, BackupKey key) {
        this.data = data.toAbsolutePath().normalize();
        this.work = this.data.resolve("restoring");
        this.backup = new SealedFiles(from.toAbsolutePath().normalize(), key);
        this.folder = new BackupFolder(backup);
        this.layout = new BackupLayout(backup, folder, this.data.resolve("postgres"));
    }

    /**
     * What was restored.
     *
     * @param instant what the ledger is as of
     * @param reached to when it is known what was accepted later
     * @param openDeliveries deliveries that are sent from now on, marked possible duplicate
     * @param accepted what was accepted after the instant, by accept time
     * @param aside where the data directory's old content is; null when there was none
     */
    public record Restored(
            Instant instant, Instant reached, int openDeliveries, List<LaterAccepted> accepted, Path aside) {}

    /** @param instant null for as far as the back-up reaches */
    public Restored restore(Instant instant) {
        BaseBackup last = folder.getLast();
        BaseBackup base = instant == null ? last : folder.choose(instant);
        LOG.info("restoring from {}", base.name());
        DataDirectoryLock lock = DataDirectoryLock.take(data);
        try {
            clearWork();
            PostgresPrograms programs = new PostgresPrograms(
                    PostgresBinaries.unpack(data.resolve("postgres-bin")), data.resolve("postgres-control.log"));
            new Postmaster(data.resolve("postgres"), programs).clearLeftovers();
            Restored restored = restore(base, last, instant, programs);
            clearWork();
            return restored;
        } catch (IOException e) {
            throw new HubException(
                    ErrorCode.BACKUP_FAILED, data.toString(), e.getClass().getSimpleName(), e);
        } finally {
            lock.close();
        }
    }

    private Restored restore(BaseBackup base, BaseBackup last, Instant instant, PostgresPrograms programs)
            throws IOException {
        Instant reached;
        List<LaterAccepted> known;
        LaidOut end = layout.layOut(last, work.resolve("end"));
        try (RecoveredCluster cluster = RecoveredCluster.open(end, programs, null, false)) {
            reached = cluster.lastReplayed().filter(last.endedAt()::isBefore).orElse(last.endedAt());
            if (instant != null && instant.isAfter(reached)) {
                throw beyond(end, reached);
            }
            known = new RestoredLedger(new Database(cluster.source()))
                    .listAccepted(instant == null ? reached : instant);
        }
        PostgresBinaries.deleteTree(work.resolve("end"));
        // At the very end there is no later transaction to stop before.
        boolean toEnd = instant == null || instant.equals(reached);
        Instant target = toEnd ? reached : instant;
        List<LaterAccepted> forgotten;
        int open;
        Path ledger = work.resolve("ledger");
        try (RecoveredCluster cluster = toEnd ? openAtEnd(base, programs) : openAt(base, target, programs)) {
            Database.migrate(cluster.source());
            RestoredLedger restored = new RestoredLedger(new Database(cluster.source()));
            forgotten = restored.listForgotten(known, target);
            open = restored.reconcile(target, reached, forgotten);
        }
        keepHistories(base, ledger.resolve("postgres"));
        Path aside = new DataDirectory(data).replace(ledger.resolve("postgres"), layout.readKeys(base));
        return new Restored(target, reached, open, forgotten, aside);
    }

    private RecoveredCluster openAtEnd(BaseBackup base, PostgresPrograms programs) throws IOException {
        return RecoveredCluster.open(layout.layOut(base, work.resolve("ledger")), programs, null, true);
    }

    private RecoveredCluster openAt(BaseBackup base, Instant target, PostgresPrograms programs) throws IOException {
        LaidOut ledger = layout.layOut(base, work.resolve("ledger"));
        try {
            return RecoveredCluster.open(ledger, programs, target, true);
        } catch (HubException e) {
            // PostgreSQL does not tell "the log ends before" from "nothing happened after it"; its end does.
            RecoveredCluster all = openAtEnd(base, programs);
            Instant end = all.lastReplayed().orElse(base.endedAt());
            if (end.isAfter(target) || !ledger.missing().isEmpty()) {
                all.close();
                throw end.isAfter(target) ? e : beyond(ledger, end);
            }
            return all;
        }
    }

    private HubException beyond(LaidOut laidOut, Instant end) {
        return new HubException(
                ErrorCode.BACKUP_INCOMPLETE,
                backup.folder().toString(),
                (laidOut.missing().isEmpty() ? "the back-up ends there" : laidOut.missing() + " is missing")
                        + ": one can restore to " + end + " at the latest");
    }

    /** The next restore must not give its timeline the same number. */
    private void keepHistories(BaseBackup base, Path cluster) throws IOException {
        try (Stream<Path> files = Files.list(cluster.resolve("pg_wal"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".history")).toList()) {
                backup.write(base.log(file.getFileName().toString()), out -> Files.copy(file, out));
            }
        }
    }

    private void clearWork() {
        if (Files.exists(work)) {
            PostgresBinaries.deleteTree(work);
        }
    }
}
