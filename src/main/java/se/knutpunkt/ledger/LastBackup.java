package se.knutpunkt.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** When the last back-up in a folder was finished. */
public final class LastBackup {
    private final BackupFolder folder;

    public LastBackup(Path folder, BackupKey key) {
        this.folder = new BackupFolder(new SealedFiles(folder.toAbsolutePath().normalize(), key));
    }

    /** Empty when there is none, or the folder cannot be read: either way nothing could be restored. */
    public Optional<Instant> find() {
        try {
            return Optional.of(folder.getLast().endedAt());
        } catch (HubException none) {
            if (none.code() == ErrorCode.BACKUP_INCOMPLETE || none.code() == ErrorCode.BACKUP_FAILED) {
                return Optional.empty();
            }
            throw none;
        }
    }
}
