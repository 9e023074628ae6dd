package se.knutpunkt.operate.alert;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.LastBackup;

/** The last back-up of the embedded database is too old, or there is none. Where no back-up folder is set the database is others' care. */
final class BackupMissingCheck implements AlertCheck {

    private final Optional<LastBackup> backup;
    private final Clock clock;

    private BackupMissingCheck(Optional<LastBackup> backup, Clock clock) {
        this.backup = backup;
        this.clock = clock;
    }

    static BackupMissingCheck of(String folder, String key, Clock clock) {
        return new BackupMissingCheck(
                folder.isBlank()
                        ? Optional.empty()
                        : Optional.of(new LastBackup(Path.of(folder), BackupKey.fromBase64(key))),
                clock);
    }

    @Override
    public String kind() {
        return "backup-missing";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        if (backup.isEmpty()) {
            return List.of();
        }
        Optional<Instant> last = backup.get().find();
        boolean fresh = last.isPresent() && last.get().isAfter(clock.instant().minus(rule.longerThan()));
        return fresh
                ? List.of()
                : List.of(new Condition(
                        "ledger", Map.of("since", last.map(Instant::toString).orElse(""))));
    }
}
