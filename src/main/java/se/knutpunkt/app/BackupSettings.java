package se.knutpunkt.app;

import java.nio.file.Path;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The settings that back-up and restore share with the hub, which they work beside; nothing of Spring is started for them. */
record BackupSettings(Path data, BackupKey key) {

    /** @throws HubException BACKUP_EXTERNAL_DATABASE where the hub works on an external database */
    static BackupSettings read() {
        if (!setting("HUB_DATABASE_URL", "").isBlank()) {
            throw new HubException(
                    ErrorCode.BACKUP_EXTERNAL_DATABASE,
                    "HUB_DATABASE_URL",
                    "names an external database; back it up by its owner's routine, and the master key with it");
        }
        return new BackupSettings(
                Path.of(setting("HUB_DATA", "data")), BackupKey.fromBase64(setting("HUB_BACKUP_KEY", "")));
    }

    /** As the application's own settings: a property of the JVM before the environment. */
    private static String setting(String name, String otherwise) {
        return System.getProperty(name, System.getenv().getOrDefault(name, otherwise));
    }
}
