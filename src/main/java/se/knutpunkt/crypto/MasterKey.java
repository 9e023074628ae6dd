package se.knutpunkt.crypto;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.subtle.Random;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The one secret all keys of the ledger hang on: it wraps the data keys and the hash keys are derived from it. Never in the database. */
public final class MasterKey {
    private static final String SETTING = "HUB_MASTER_KEY";

    private final byte[] secret;

    private MasterKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /** The key in base64, 32 bytes; from the environment or a vault. */
    public static MasterKey fromBase64(String text) {
        return new MasterKey(KeyText.read(SETTING, text));
    }

    /** The key kept in a file only its owner can read; made at the first start. */
    public static MasterKey fromFile(Path file) {
        return fromBase64(OwnerOnlyFile.readOrCreate(
                file, () -> Base64.getEncoder().encodeToString(Random.randBytes(KeyText.BYTES))));
    }

    /** Names the key without telling anything of it, so that a wrong one is recognised. */
    public String id() {
        return HexFormat.of().formatHex(derive("id")).substring(0, 16);
    }

    /** Encrypts a data key; {@code context} must be the same when it is unwrapped. */
    public byte[] wrap(byte[] key, String context) {
        try {
            return new AesGcmJce(derive("wrap")).encrypt(key, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "master key", "cannot wrap", e);
        }
    }

    /** Decrypts a data key that this key has wrapped. */
    public byte[] unwrap(byte[] wrapped, String context) {
        try {
            return new AesGcmJce(derive("wrap")).decrypt(wrapped, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new HubException(
                    ErrorCode.PAYLOAD_UNREADABLE,
                    "data key " + context,
                    "the master key is not the one it was wrapped by",
                    e);
        }
    }

    byte[] derive(String purpose) {
        try {
            byte[] info = ("knutpunkt " + purpose).getBytes(StandardCharsets.UTF_8);
            return Hkdf.computeHkdf("HMACSHA256", secret, new byte[0], info, KeyText.BYTES);
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "master key", "cannot derive " + purpose, e);
        }
    }
}
