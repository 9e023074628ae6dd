package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Unpacks a back-up and the log after it, with what a cluster of the same history that still stands here has beyond it. */
final class BackupLayout {
    private final SealedFiles backup;
    private final BackupFolder folder;
    private final Path here;

    /** @param here the cluster in the data directory, whether there is one or not */
    BackupLayout(SealedFiles backup, BackupFolder folder, Path here) {
        this.backup = backup;
        this.folder = folder;
        this.here = here;
    }

    /** @param into a folder that is emptied first */
    LaidOut layOut(BaseBackup base, Path into) throws IOException {
        if (Files.exists(into)) {
            PostgresBinaries.deleteTree(into);
        }
        Path log = Files.createDirectories(into.resolve("wal"));
        String missing = layOutLog(base, log);
        Path cluster = into.resolve("postgres");
        backup.read(base.files(), in -> ClusterFiles.unpack(in, cluster));
        return new LaidOut(cluster, log, readKeys(base).get(EmbeddedPostgres.PASSWORD), missing);
    }

    Map<String, String> readKeys(BaseBackup base) {
        return backup.read(
                base.keys(), in -> LedgerJson.readTexts(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }

    private String layOutLog(BaseBackup base, Path into) throws IOException {
        List<String> kept = folder.listLog(base);
        Map<String, Path> local = listLocalLog(base);
        // What follows the next back-up is of no use to this one.
        long last = folder.findNext(base).map(next -> next.end().number()).orElse(Long.MAX_VALUE);
        WalSegment next = base.start();
        while (next.number() <= last && (kept.contains(next.fileName()) || local.containsKey(next.fileName()))) {
            String file = next.fileName();
            if (kept.contains(file)) {
                unseal(base, file, into);
            } else {
                Files.copy(local.get(file), into.resolve(file));
            }
            next = new WalSegment(next.timeline(), next.number() + 1);
        }
        String end = backup.path(base.log(next.fileName())).toString();
        if (next.number() <= base.end().number()) {
            throw new HubException(
                    ErrorCode.BACKUP_INCOMPLETE,
                    end,
                    "is missing, and " + base.name() + " cannot be used without it; put the folder " + base.name()
                            + " aside to restore from the one before");
        }
        for (String history :
                kept.stream().filter(name -> name.endsWith(".history")).toList()) {
            unseal(base, history, into);
        }
        return next.number() <= last && isFollowed(next, kept) ? end : "";
    }

    private static boolean isFollowed(WalSegment missing, List<String> kept) {
        return kept.stream()
                .flatMap(name -> WalSegment.parse(name).stream())
                .anyMatch(segment -> segment.timeline() == missing.timeline() && segment.number() > missing.number());
    }

    private void unseal(BaseBackup base, String file, Path into) {
        backup.read(base.log(file), in -> Files.copy(in, into.resolve(file)));
    }

    private Map<String, Path> listLocalLog(BaseBackup base) throws IOException {
        Map<String, Path> found = new HashMap<>();
        if (Files.isDirectory(here) && ClusterFiles.systemId(here).equals(base.systemId())) {
            try (Stream<Path> files = Files.list(here.resolve("pg_wal"))) {
                files.forEach(file -> found.put(file.getFileName().toString(), file));
            }
        }
        return found;
    }
}
