package se.knutpunkt.ledger;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The files of a back-up folder: compressed, encrypted, bound to their names, and there whole or not at all. */
final class SealedFiles {
    static final String SUFFIX = ".sealed";
    private static final Logger LOG = LoggerFactory.getLogger(SealedFiles.class);
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final BackupKey key;

    SealedFiles(Path folder, BackupKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** Writes content to a stream. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Reads content from a stream. */
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    Path folder() {
        return folder;
    }

    Path path(String name) {
        return folder.resolve(name + SUFFIX);
    }

    /** @param name path in the folder without suffix, which is part of what is authenticated */
    void write(String name, Content content) {
        Path target = path(name);
        Path part = null;
        try {
            Files.createDirectories(target.getParent());
            part = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
            try (OutputStream file = Files.newOutputStream(part);
                    OutputStream sealed = key.encrypt(new BufferedOutputStream(file, BUFFER), name);
                    OutputStream out = new ZstdOutputStream(sealed)) {
                content.write(out);
            }
            // Only then may the original go.
            force(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(target.getParent());
        } catch (IOException e) {
            throw new HubException(
                    ErrorCode.BACKUP_FAILED,
                    target.toString(),
                    "cannot be written: " + e.getClass().getSimpleName(),
                    e);
        } finally {
            remove(part);
        }
    }

    <T> T read(String name, Reader<T> reader) {
        Path file = path(name);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                InputStream sealed = key.decrypt(in, name);
                InputStream content = new ZstdInputStream(sealed)) {
            T result = reader.read(content);
            // The last segment is authenticated too, so that a file cut short is noticed.
            content.transferTo(OutputStream.nullOutputStream());
            sealed.transferTo(OutputStream.nullOutputStream());
            return result;
        } catch (java.nio.file.NoSuchFileException e) {
            throw new HubException(ErrorCode.BACKUP_DAMAGED, file.toString(), "is missing", e);
        } catch (IOException e) {
            throw new HubException(
                    ErrorCode.BACKUP_DAMAGED, file.toString(), "is not what was written, or cannot be unpacked", e);
        } catch (HubException e) {
            // Names the file as the operator finds it.
            throw e.code() == ErrorCode.BACKUP_DAMAGED || e.code() == ErrorCode.BACKUP_KEY_WRONG
                    ? new HubException(e.code(), file.toString(), e.refusal().detail(), e)
                    : e;
        }
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Whatever is left of a file that could not be finished. */
    private static void remove(Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.warn("a file left half written in the back-up cannot be removed");
        }
    }
}
