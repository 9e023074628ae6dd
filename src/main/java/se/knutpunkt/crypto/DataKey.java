package se.knutpunkt.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The key of the payloads of one retention class and month. Outside the memory it exists only wrapped by the master key;
 * dropping the wrapped form shreds the payloads.
 */
public final class DataKey {
    private static final int BYTES = 32;

    private final int id;
    private final Aead aead;

    private DataKey(int id, byte[] key) {
        this.id = id;
        try {
            this.aead = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "data key", "cannot be used", e);
        }
    }

    /** A new key, already wrapped. */
    public static byte[] createWrapped(MasterKey master, String context) {
        return master.wrap(Random.randBytes(BYTES), context);
    }

    public static DataKey unwrap(int id, byte[] wrapped, MasterKey master, String context) {
        return new DataKey(id, master.unwrap(wrapped, context));
    }

    /** Its number in the ledger. */
    public int id() {
        return id;
    }

    Aead aead() {
        return aead;
    }
}
