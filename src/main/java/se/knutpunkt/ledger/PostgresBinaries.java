package se.knutpunkt.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The PostgreSQL programs, unpacked once from the archive on the classpath into a folder named by the archive's hash. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share}; unpacked first if it is not there. */
    static Path unpack(Path under) {
        String archive = archiveName();
        try {
            Path home = under.resolve(hash(archive));
            if (!Files.isDirectory(home)) {
                Files.createDirectories(under);
                Path fresh = Files.createTempDirectory(under, "unpacking-");
                extract(archive, fresh);
                putInPlace(fresh, home);
            }
            return home;
        } catch (IOException e) {
            throw new HubException(ErrorCode.DATABASE_START_FAILED, "postgres-bin", "cannot be unpacked", e);
        }
    }

    private static String archiveName() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String platform = os.contains("mac") ? "darwin" : os.contains("windows") ? "windows" : "linux";
        return "/postgres-" + platform + (arch.equals("aarch64") ? "-arm_64" : "-x86_64") + ".txz";
    }

    private static InputStream open(String archive) {
        InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new HubException(
                    ErrorCode.DATABASE_START_FAILED,
                    archive,
                    "no PostgreSQL for this machine on the classpath; give HUB_DATABASE_URL");
        }
        return in;
    }

    private static String hash(String archive) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(open(archive), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new HubException(ErrorCode.INTERNAL, "SHA-256", "", e);
        }
    }

    private static void extract(String archive, Path into) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(open(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("entry outside the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.copy(into.resolve(entry.getLinkName()), target, StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    Files.copy(tar, target);
                    markExecutable(target, entry.getMode());
                }
            }
        }
    }

    private static void markExecutable(Path file, int mode) throws IOException {
        if ((mode & 0111) != 0
                && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.addAll(Set.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    private static void putInPlace(Path fresh, Path home) throws IOException {
        // mkdtemp gives rwx------; the programs may be run by another user than the one who unpacked them.
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(fresh, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // another process was quicker; an atomic move says so in no exception of its own
            if (!Files.isDirectory(home)) {
                throw e;
            }
            deleteTree(fresh);
        }
    }

    static void deleteTree(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw new HubException(
                    ErrorCode.DATABASE_START_FAILED, root.getFileName().toString(), "cannot be removed", e);
        }
    }
}
