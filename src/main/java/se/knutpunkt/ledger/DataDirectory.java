package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import se.knutpunkt.crypto.OwnerOnlyFile;

/** What a restore replaces in a data directory: the cluster and the keys. */
final class DataDirectory {
    private final Path data;

    DataDirectory(Path data) {
        this.data = data;
    }

    /** Puts these in place of what stands there, by renaming. Returns where that is now; null when there was none. */
    Path replace(Path cluster, Map<String, String> keys) throws IOException {
        Path freshKeys = cluster.resolveSibling("keys");
        keys.forEach((name, text) -> OwnerOnlyFile.readOrCreate(freshKeys.resolve(name), () -> text));
        Path aside = null;
        for (Path fresh : List.of(cluster, freshKeys)) {
            Path old = data.resolve(fresh.getFileName());
            if (Files.exists(old)) {
                aside = aside == null ? makeAside() : aside;
                Files.move(old, aside.resolve(fresh.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE);
        }
        SealedFiles.force(data);
        return aside;
    }

    private Path makeAside() throws IOException {
        int number = 1;
        while (Files.exists(data.resolve("before-restore-" + number))) {
            number++;
        }
        return Files.createDirectory(data.resolve("before-restore-" + number));
    }
}
