package se.knutpunkt.reconcile;

import java.nio.file.Path;
import java.time.Duration;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Bounds of reconciliation, from the settings {@code hub.reconciliation.*}.
 *
 * @param maxEntries most messages of one manifest or list
 * @param maxBytes largest list
 * @param midnightMargin how far from midnight hub and system may date a message differently
 * @param freezeAfter how long after its end a day is frozen
 * @param folder where lists are put and manifests written as files; null when files are not used
 */
record ReconciliationSettings(
        int maxEntries, long maxBytes, Duration midnightMargin, Duration freezeAfter, Path folder) {
    ReconciliationSettings {
        require(maxEntries > 0, "hub.reconciliation.max-entries");
        require(maxBytes > 0, "hub.reconciliation.max-bytes");
        require(
                !midnightMargin.isNegative() && midnightMargin.compareTo(Duration.ofHours(12)) <= 0,
                "hub.reconciliation.midnight-margin");
        require(!freezeAfter.isNegative(), "hub.reconciliation.freeze-after");
    }

    private static void require(boolean right, String name) {
        if (!right) {
            throw new HubException(ErrorCode.SETTING_INVALID, name, "");
        }
    }
}
