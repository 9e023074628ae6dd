package se.knutpunkt.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A place between two steps where a crash must do no harm, so that the crash tests can kill the hub exactly there. Only a JVM started
 * with {@code -Dhub.fault-points=<folder>} looks for anything: a thread that passes a point for which the file {@code <name>.armed} lies
 * there makes it {@code <name>.held}, and stands still until that file is gone or the process is.
 */
public enum FaultPoint {
    /** Everything of a message is written, nothing is committed. */
    BEFORE_COMMIT,
    /** The message is committed; its sender has no answer and its deliveries have no hint. */
    COMMIT_TO_RECEIPT,
    /** The delivery is SENDING and nothing has been sent. */
    CLAIM_TO_SEND,
    /** The receiver has answered, and the ledger does not know. */
    SEND_TO_OUTCOME,
    /** The lane has moved on and its next head has no hint. */
    OUTCOME_TO_HINT,
    /** The sweep has marked heads as enqueued and not enqueued them. */
    SWEEP,
    /** The deliveries of a replay's batch are let go, and nothing is committed. */
    REPLAY_BATCH,
    /** A replay's batch is committed, and nobody is hinted. */
    REPLAY_HINTS;

    /** Those that threads of a hub under load pass all by themselves; a replay must be asked for. */
    public static final Set<FaultPoint> UNDER_LOAD = Collections.unmodifiableSet(EnumSet.range(BEFORE_COMMIT, SWEEP));

    /** Name of the JVM's property; a setting of the hub could be made by accident, or from outside. */
    public static final String PROPERTY = "hub.fault-points";

    private static final Path FOLDER = folder(System.getProperty(PROPERTY));
    private static final long LOOK_NANOS = 2_000_000;

    /** Called by the thread that is at this place. Costs nothing unless the JVM was started for it. */
    public void pass() {
        if (FOLDER != null) {
            passIn(FOLDER);
        }
    }

    void passIn(Path folder) {
        Path held = folder.resolve(name() + ".held");
        try {
            // atomic, so that of many threads one stands still and the others go on
            Files.move(folder.resolve(name() + ".armed"), held, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException notArmed) {
            return;
        } catch (IOException unusable) {
            throw new HubException(ErrorCode.SETTING_INVALID, PROPERTY, "folder cannot be used", unusable);
        }
        while (Files.exists(held)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    static Path folder(String property) {
        if (property == null) {
            return null;
        }
        Path folder = Path.of(property);
        if (property.isBlank() || !Files.isDirectory(folder)) {
            throw new HubException(ErrorCode.SETTING_INVALID, PROPERTY, "must name a folder that exists");
        }
        return folder;
    }
}
