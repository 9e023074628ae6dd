package se.knutpunkt.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Where one run keeps its files: the hub's data directory, the configuration it runs with, and the logs of the processes.
 *
 * @param root the run's own folder, absolute
 * @param receiverToken what the hub shows to the receivers
 */
record BenchFolder(Path root, String receiverToken) {

    /** A folder of its own below {@code parent}. */
    static BenchFolder create(Path parent, String receiverToken) {
        try {
            Files.createDirectories(parent);
            return new BenchFolder(Files.createTempDirectory(parent, "bench-").toRealPath(), receiverToken);
        } catch (IOException unwritable) {
            throw new HubException(ErrorCode.SETTING_INVALID, "--folder", "cannot be written to", unwritable);
        }
    }

    /** Room on the disk of a folder that need not be there yet, in bytes. */
    static long freeBytes(Path folder) {
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null ? 0 : Files.getFileStore(there).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path configuration() {
        return root.resolve("configuration");
    }

    Path tokens() {
        return root.resolve("tokens.json");
    }

    Path hubLog() {
        return root.resolve("hub.log");
    }

    Path receiverLog() {
        return root.resolve("receivers.log");
    }

    Path rawBroker() {
        return root.resolve("raw-broker");
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new HubException(ErrorCode.SETTING_INVALID, "--folder", "cannot be written to", unwritable);
        }
    }

    void delete() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException error) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stays) {
            throw new HubException(ErrorCode.SETTING_INVALID, "--folder", "cannot be removed", stays);
        }
    }
}
