package se.knutpunkt.configuration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * A candidate made immutable: its hash over names and contents, and its files as one zip archive.
 *
 * @param hash SHA-256, lower-case hex; the same for the same names and contents whatever the order and time of the files
 * @param archive the files, zipped
 */
public record Snapshot(String hash, byte[] archive) {

    private static final long MAX_UNPACKED_BYTES = 100_000_000;

    /** Packs and hashes a candidate; the same candidate gives the same bytes. */
    public static Snapshot of(Candidate candidate) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (String name : candidate.names()) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(candidate.find(name).orElseThrow());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "configuration", "the snapshot cannot be packed", e);
        }
        return new Snapshot(hashOf(candidate), bytes.toByteArray());
    }

    /** The candidate in an archive; CONFIGURATION_DEFECT when it is damaged or is not what {@code hash} says. */
    public static Candidate restore(String hash, byte[] archive) {
        Map<String, byte[]> files = new TreeMap<>();
        long left = MAX_UNPACKED_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(Candidate.MAX_FILE_BYTES + 1);
                left -= content.length;
                if (content.length > Candidate.MAX_FILE_BYTES || left < 0) {
                    throw new HubException(ErrorCode.CONFIGURATION_DEFECT, "snapshot " + hash, "larger than allowed");
                }
                files.put(entry.getName(), content);
            }
        } catch (IOException e) {
            throw new HubException(ErrorCode.CONFIGURATION_DEFECT, "snapshot " + hash, "cannot be unpacked", e);
        }
        Candidate candidate = new Candidate(files);
        if (!hashOf(candidate).equals(hash)) {
            throw new HubException(ErrorCode.CONFIGURATION_DEFECT, "snapshot " + hash, "content has another hash");
        }
        return candidate;
    }

    private static String hashOf(Candidate candidate) {
        MessageDigest digest = sha256();
        for (String name : candidate.names()) {
            // Lengths go in too: a byte moved from a name to a content, or between two files, gives another hash.
            update(digest, name.getBytes(StandardCharsets.UTF_8));
            update(digest, candidate.find(name).orElseThrow());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new HubException(ErrorCode.INTERNAL, "configuration", "SHA-256 is missing", e);
        }
    }
}
