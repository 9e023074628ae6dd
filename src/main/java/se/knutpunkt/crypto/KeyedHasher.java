package se.knutpunkt.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Keyed hashes (HMAC-SHA-256): the only form in which a person or a content leaves the payload. */
public final class KeyedHasher {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec personKey;
    private final SecretKeySpec contentKey;

    public KeyedHasher(MasterKey master) {
        this.personKey = new SecretKeySpec(master.derive("person hash"), ALGORITHM);
        this.contentKey = new SecretKeySpec(master.derive("content hash"), ALGORITHM);
    }

    /**
     * Hash of a person's identifier.
     *
     * @param system FHIR identifier system
     * @param value the identifier in its 12-character form
     * @return 64 lower-case hex digits, the same for the same person and key
     */
    public String hashPerson(String system, String value) {
        return hash(personKey, (system + "|" + value).getBytes(StandardCharsets.UTF_8));
    }

    /** Hash of content, 64 lower-case hex digits; keyed apart from {@link #hashPerson}. */
    public String hashContent(byte[] content) {
        return hash(contentKey, content);
    }

    private static String hash(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "hash", ALGORITHM, e);
        }
    }
}
