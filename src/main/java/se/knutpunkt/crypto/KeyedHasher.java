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
    /** Digits of {@link #hashWire}. */
    public static final int WIRE_DIGITS = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec personKey;
    private final SecretKeySpec contentKey;
    private final SecretKeySpec wireKey;

    public KeyedHasher(MasterKey master) {
        this.personKey = new SecretKeySpec(master.derive("person hash"), ALGORITHM);
        this.contentKey = new SecretKeySpec(master.derive("content hash"), ALGORITHM);
        this.wireKey = new SecretKeySpec(master.derive("wire hash"), ALGORITHM);
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

    /** The key a system shares with the hub, so that it can make {@link #hashWire} itself: 64 lower-case hex digits. */
    public String wireKey(String systemId) {
        return hash(wireKey, systemId.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Hash of a message as it goes over the wire to or from a system, under the key of that system: the first {@value #WIRE_DIGITS} hex
     * digits. Enough to tell two messages apart, and half as much to keep.
     */
    public String hashWire(String systemId, byte[] body) {
        byte[] key = HexFormat.of().parseHex(wireKey(systemId));
        return hash(new SecretKeySpec(key, ALGORITHM), body).substring(0, WIRE_DIGITS);
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
