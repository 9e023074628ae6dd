package se.knutpunkt.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.message.HubException;

/**
 * The back-ups that the hub takes by itself: a new one when the last is old enough, whoever took that one, and then the old ones go. What
 * it knows of the last one is kept, so that asking for it does not wait for the folder, which may be on another machine.
 */
public final class BackupRoutine {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRoutine.class);

    private final LedgerBackup backup;
    private final LastBackup last;
    private final BackupPruner pruner;
    private final Duration every;
    private final Duration keep;
    private final Clock clock;
    private volatile Known known = new Known(false, Optional.empty());

    private record Known(boolean looked, Optional<Instant> last) {}

    /**
     * @param every age of the last back-up at which the next is taken; zero where somebody else takes them
     * @param keep how far back one can restore; zero where somebody else deletes the old ones
     */
    BackupRoutine(Path data, Path to, BackupKey key, Duration every, Duration keep, Clock clock) {
        this.backup = new LedgerBackup(data, to, key);
        this.last = new LastBackup(to, key);
        this.pruner = new BackupPruner(new SealedFiles(to.toAbsolutePath().normalize(), key));
        this.every = every;
        this.keep = keep;
        this.clock = clock;
    }

    /** Takes a back-up when it is due. What cannot be done now is tried at the next look. */
    void takeIfDue() {
        look();
        if (every.isZero() || known.last().filter(this::isFresh).isPresent()) {
            return;
        }
        try {
            LedgerBackup.Taken taken = backup.take();
            LOG.info("back-up {} taken; one can restore to {} and later", taken.folder(), taken.from());
            prune();
        } catch (HubException e) {
            LOG.warn("back-up: {} {}; tried again later", e.code(), e.refusal().detail());
        }
        look();
    }

    /** When the last one was finished, as of the last look; empty when there is none. */
    public Optional<Instant> findLast() {
        return known.last();
    }

    /** True once it has been looked for. */
    public boolean hasLooked() {
        return known.looked();
    }

    void look() {
        known = new Known(true, last.find());
    }

    private boolean isFresh(Instant finished) {
        return finished.plus(every).isAfter(clock.instant());
    }

    private void prune() {
        if (!keep.isZero()) {
            List<String> deleted = pruner.prune(clock.instant().minus(keep));
            if (!deleted.isEmpty()) {
                LOG.info("back-ups deleted that nothing can need any more: {}", deleted);
            }
        }
    }
}
