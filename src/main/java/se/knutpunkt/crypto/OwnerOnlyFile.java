package se.knutpunkt.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** A generated secret in a file that only its owner may read. Once written, whole or not at all, it is never changed. */
public final class OwnerOnlyFile {
    private OwnerOnlyFile() {}

    /** The file's text, stripped; written first from {@code fresh} when there is no such file. */
    public static String readOrCreate(Path file, Supplier<String> fresh) {
        try {
            if (!Files.exists(file)) {
                create(file, fresh.get());
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new HubException(
                    ErrorCode.SETTING_INVALID, file.getFileName().toString(), "cannot be read or written", e);
        }
    }

    private static void create(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.exists(directory)) {
            Files.createDirectories(directory, attributes("rwx------"));
        }
        Path fresh = Files.createTempFile(directory, file.getFileName().toString(), ".new", attributes("rw-------"));
        Files.writeString(fresh, text + "\n", StandardCharsets.UTF_8);
        // A key that is lost with the power makes every payload unreadable: it is on the disk before it is used.
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
