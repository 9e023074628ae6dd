package se.knutpunkt.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The files of a cluster as a tar, read while the server changes them (PostgreSQL, "Making a Base Backup Using the Low Level API"): a
 * file may vanish, grow or shrink meanwhile, which replaying the log puts right.
 */
final class ClusterFiles {
    private static final String CONTROL = "global/pg_control";
    /** Folders whose content means nothing after a restore; they must be there, empty. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "backup_label.old", "tablespace_map.old");

    private ClusterFiles() {}

    /** @param labels files to add, by name: the label and the like, which the server gives at the end */
    static void pack(Path cluster, OutputStream out, Labels labels) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        for (Path path : list(cluster)) {
            String name = cluster.relativize(path).toString();
            if (Files.isDirectory(path)) {
                tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
                tar.closeArchiveEntry();
            } else if (!name.equals(CONTROL)) {
                add(tar, path, name);
            }
        }
        // Last, as it says how far the others are.
        add(tar, cluster.resolve(CONTROL), CONTROL);
        for (Map.Entry<String, String> label : labels.end().entrySet()) {
            byte[] text = label.getValue().getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(label.getKey());
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        tar.finish();
    }

    /** Ends the back-up at the server, when all else is copied. */
    interface Labels {
        Map<String, String> end() throws IOException;
    }

    static Void unpack(InputStream in, Path into) throws IOException {
        Files.createDirectories(into);
        restrict(into, "rwx------");
        TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("entry outside the archive");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                restrict(target, "rwx------");
            } else {
                Files.copy(tar, target);
                restrict(target, "rw-------");
            }
        }
        return null;
    }

    /** The number initdb gave the cluster, which all files of its log name too; in decimal. */
    static String systemId(Path cluster) throws IOException {
        try (InputStream control = Files.newInputStream(cluster.resolve(CONTROL))) {
            return Long.toUnsignedString(ByteBuffer.wrap(control.readNBytes(Long.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .getLong());
        }
    }

    private static List<Path> list(Path cluster) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return visitFile(folder, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (!path.equals(cluster) && isWanted(cluster.relativize(path))) {
                    found.add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return found;
    }

    private static boolean isWanted(Path path) {
        String name = path.getFileName().toString();
        return !(path.getNameCount() > 1 && EMPTIED.contains(path.getName(0).toString()))
                && !(path.getNameCount() == 1 && LEFT_OUT.contains(name))
                && !name.startsWith("pgsql_tmp")
                && !name.startsWith("pg_internal.init");
    }

    private static void add(TarArchiveOutputStream tar, Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            long size = Files.size(file);
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            byte[] buffer = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    // It has shrunk meanwhile; the log says so as well.
                    tar.write(new byte[(int) Math.min(buffer.length, left)]);
                    left -= Math.min(buffer.length, left);
                } else {
                    tar.write(buffer, 0, read);
                    left -= read;
                }
            }
            tar.closeArchiveEntry();
        } catch (NoSuchFileException e) {
            // Dropped meanwhile; the log says so as well.
            return;
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
