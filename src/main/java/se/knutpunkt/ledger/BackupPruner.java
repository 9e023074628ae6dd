package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Deletes what is not needed any more to restore to an instant from a given one on: back-ups that a later one stands in for, and the
 * write-ahead log before the first that is left. The last back-up stays whatever its age.
 */
final class BackupPruner {
    private final SealedFiles files;
    private final BackupFolder folder;

    BackupPruner(SealedFiles files) {
        this.files = files;
        this.folder = new BackupFolder(files);
    }

    /** Names of the back-ups that were deleted, oldest first. */
    List<String> prune(Instant from) {
        List<BaseBackup> all = folder.list();
        BaseBackup first = all.stream()
                .filter(base -> !base.endedAt().isAfter(from))
                .reduce((one, later) -> later)
                .orElse(all.get(0));
        List<BaseBackup> old = all.subList(0, all.indexOf(first));
        List<BaseBackup> kept = all.subList(all.indexOf(first), all.size());
        try {
            for (BaseBackup base : old) {
                // First: what is half deleted is then not taken for a back-up.
                Files.deleteIfExists(files.path(base.about()));
                PostgresBinaries.deleteTree(files.folder().resolve(base.name()));
            }
            deleteUnfinished(from);
            // Also of clusters whose back-ups have all gone; that of one that never had any is somebody else's.
            for (String systemId : all.stream().map(BaseBackup::systemId).collect(Collectors.toSet())) {
                deleteLog(systemId, kept);
            }
        } catch (IOException e) {
            throw new HubException(
                    ErrorCode.BACKUP_FAILED, files.folder().toString(), "old back-ups cannot be deleted", e);
        }
        return old.stream().map(BaseBackup::name).toList();
    }

    /** Folders of back-ups that broke off, or whose deletion did. */
    private void deleteUnfinished(Instant from) throws IOException {
        Set<String> finished = folder.list().stream().map(BaseBackup::name).collect(Collectors.toSet());
        List<Path> unfinished = new ArrayList<>();
        try (Stream<Path> folders = Files.list(files.folder())) {
            for (Path each : folders.filter(Files::isDirectory).toList()) {
                String name = each.getFileName().toString();
                if (name.startsWith(BaseBackup.PREFIX)
                        && !finished.contains(name)
                        && Files.getLastModifiedTime(each).toInstant().isBefore(from)) {
                    unfinished.add(each);
                }
            }
        }
        unfinished.forEach(PostgresBinaries::deleteTree);
    }

    private void deleteLog(String systemId, List<BaseBackup> kept) throws IOException {
        Path log = files.folder().resolve(BaseBackup.logFolder(systemId));
        if (!Files.isDirectory(log)) {
            return;
        }
        OptionalLong needed = kept.stream()
                .filter(base -> base.systemId().equals(systemId))
                .mapToLong(base -> base.start().number())
                .min();
        List<Path> unneeded;
        try (Stream<Path> names = Files.list(log)) {
            unneeded = names.filter(file -> isBefore(file, needed.orElse(Long.MAX_VALUE)))
                    .toList();
        }
        for (Path file : unneeded) {
            Files.delete(file);
        }
    }

    /** Whatever its timeline: branches begin after the place at which the back-up did that led to them. */
    private static boolean isBefore(Path file, long number) {
        String name = file.getFileName().toString();
        return name.endsWith(SealedFiles.SUFFIX)
                && WalSegment.parse(name.substring(0, name.length() - SealedFiles.SUFFIX.length()))
                        .filter(segment -> segment.number() < number)
                        .isPresent();
    }
}
