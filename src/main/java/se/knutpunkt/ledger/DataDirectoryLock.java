package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Holds a data directory for one hub. The operating system lets go of it when the process ends, however it ends. */
public final class DataDirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the directory; DATA_DIRECTORY_IN_USE when another hub has it. */
    public static DataDirectoryLock take(Path data) {
        FileChannel channel = null;
        try {
            Files.createDirectories(data);
            channel = FileChannel.open(data.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return new DataDirectoryLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new HubException(ErrorCode.DATABASE_START_FAILED, "hub.lock", "cannot be written", e);
        }
        throw new HubException(
                ErrorCode.DATA_DIRECTORY_IN_USE,
                data.getFileName().toString(),
                "another hub runs on this data directory; stop it, or give this one a directory of its own in HUB_DATA");
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "hub.lock", "cannot be closed", e);
        }
    }
}
