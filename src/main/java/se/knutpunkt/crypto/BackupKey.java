package se.knutpunkt.crypto;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.Hkdf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The key of the back-ups, apart from the master key, which lies in a back-up only under this one. It is given by the environment and
 * kept nowhere by the hub. Each file begins with the name of its key, so that a wrong key is told from a damaged file.
 */
public final class BackupKey {
    private static final String SETTING = "HUB_BACKUP_KEY";
    private static final byte[] MAGIC = "KNPBACK1".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 8;
    private static final int SEGMENT = 1 << 20;

    private final byte[] secret;

    private BackupKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /** The key in base64, 32 bytes; from the environment or a vault. */
    public static BackupKey fromBase64(String text) {
        if (text.isBlank()) {
            throw new HubException(
                    ErrorCode.SETTING_INVALID,
                    SETTING,
                    "is needed: 32 random bytes in base64, kept apart from the back-up");
        }
        return new BackupKey(KeyText.read(SETTING, text));
    }

    /** Names the key without telling anything of it. */
    public String id() {
        return HexFormat.of().formatHex(idBytes());
    }

    /** What is written to the stream returned lands encrypted in {@code out}; {@code name} must be the same when it is read. */
    public OutputStream encrypt(OutputStream out, String name) throws IOException {
        out.write(MAGIC);
        out.write(idBytes());
        try {
            return streaming().newEncryptingStream(out, name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "back-up key", "cannot encrypt", e);
        }
    }

    /**
     * Reads what {@link #encrypt} wrote. The stream fails with an IOException where the content is not what was written.
     *
     * @throws HubException BACKUP_DAMAGED when it does not begin as a file of a back-up, BACKUP_KEY_WRONG when it was written under
     *     another key
     */
    public InputStream decrypt(InputStream in, String name) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new HubException(ErrorCode.BACKUP_DAMAGED, name, "does not begin as a file of a back-up");
        }
        byte[] id = in.readNBytes(ID_BYTES);
        if (!Arrays.equals(id, idBytes())) {
            throw new HubException(
                    ErrorCode.BACKUP_KEY_WRONG,
                    name,
                    "was written under key " + HexFormat.of().formatHex(id) + ", " + SETTING + " is key " + id());
        }
        try {
            return streaming().newDecryptingStream(in, name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "back-up key", "cannot decrypt", e);
        }
    }

    private byte[] idBytes() {
        return Arrays.copyOf(derive("back-up id"), ID_BYTES);
    }

    private AesGcmHkdfStreaming streaming() throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(derive("back-up"), "HmacSha256", KeyText.BYTES, SEGMENT, 0);
    }

    private byte[] derive(String purpose) {
        try {
            byte[] info = ("knutpunkt " + purpose).getBytes(StandardCharsets.UTF_8);
            return Hkdf.computeHkdf("HMACSHA256", secret, new byte[0], info, KeyText.BYTES);
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "back-up key", "cannot derive " + purpose, e);
        }
    }
}
