package se.knutpunkt.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.awaitility.Awaitility;
import se.knutpunkt.message.FaultPoint;

/** The other side of {@link FaultPoint}: holds threads of a hub at the points between two steps, so that a kill hits exactly there. */
final class FaultPoints {

    private final Path folder;

    FaultPoints(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    String property() {
        return FaultPoint.PROPERTY;
    }

    Path folder() {
        return folder;
    }

    /** From now on the next thread at each of the points stands still. */
    void arm(Set<FaultPoint> points) {
        points.forEach(point -> create(file(point, "armed")));
    }

    /** Where a thread stands still. */
    Set<FaultPoint> listHeld() {
        Set<FaultPoint> held = EnumSet.noneOf(FaultPoint.class);
        for (FaultPoint point : FaultPoint.values()) {
            if (Files.exists(file(point, "held"))) {
                held.add(point);
            }
        }
        return held;
    }

    /** A fault that cannot be injected is a failure, not a success. */
    void awaitHeld(Set<FaultPoint> points, Duration limit) {
        Awaitility.await("a thread at each of " + points)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> listHeld().containsAll(points));
    }

    /** Nobody is held any more. */
    void release() {
        for (FaultPoint point : FaultPoint.values()) {
            delete(file(point, "armed"));
            delete(file(point, "held"));
        }
    }

    private Path file(FaultPoint point, String ending) {
        return folder.resolve(point.name() + "." + ending);
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
