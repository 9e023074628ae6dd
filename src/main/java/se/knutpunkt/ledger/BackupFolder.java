package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What lies in a back-up folder: back-ups of the cluster, and the write-ahead log between and after them. */
final class BackupFolder {
    private final SealedFiles files;

    BackupFolder(SealedFiles files) {
        this.files = files;
    }

    /**
     * The back-up to begin from: the last one that was finished by the instant.
     *
     * @throws HubException BACKUP_INCOMPLETE when there is none, saying which instant is the first possible
     */
    BaseBackup choose(Instant instant) {
        List<BaseBackup> all = list();
        return all.stream()
                .filter(base -> !base.endedAt().isAfter(instant))
                .reduce((one, later) -> later)
                .orElseThrow(() -> new HubException(
                        ErrorCode.BACKUP_INCOMPLETE,
                        files.folder().toString(),
                        "one can restore to " + all.get(0).endedAt() + " at the earliest"));
    }

    /** The last back-up of all. */
    BaseBackup getLast() {
        List<BaseBackup> all = list();
        return all.get(all.size() - 1);
    }

    /** The back-up taken next after this one, of the same history. */
    Optional<BaseBackup> findNext(BaseBackup base) {
        return list().stream()
                .filter(other -> other.systemId().equals(base.systemId())
                        && other.start().timeline() == base.start().timeline()
                        && other.endedAt().isAfter(base.endedAt()))
                .findFirst();
    }

    /** Names of the files of the log that belong to the cluster of {@code base}, in order. */
    List<String> listLog(BaseBackup base) {
        Path path = files.folder().resolve(base.log(""));
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(path)) {
            return names.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SealedFiles.SUFFIX))
                    .map(name -> name.substring(0, name.length() - SealedFiles.SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HubException(ErrorCode.BACKUP_FAILED, path.toString(), "cannot be read", e);
        }
    }

    /** All that were finished, oldest first; at least one. */
    List<BaseBackup> list() {
        List<BaseBackup> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(files.folder())) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                String about = folder.getFileName() + "/about";
                if (folder.getFileName().toString().startsWith(BaseBackup.PREFIX) && Files.exists(files.path(about))) {
                    found.add(files.read(about, in -> read(in.readAllBytes())));
                }
            }
        } catch (IOException e) {
            throw new HubException(ErrorCode.BACKUP_FAILED, files.folder().toString(), "cannot be read", e);
        }
        if (found.isEmpty()) {
            throw new HubException(ErrorCode.BACKUP_INCOMPLETE, files.folder().toString(), "holds no finished back-up");
        }
        found.sort(Comparator.comparing(BaseBackup::endedAt));
        return found;
    }

    private static BaseBackup read(byte[] about) {
        return LedgerJson.read(new String(about, StandardCharsets.UTF_8), BaseBackup.class);
    }
}
