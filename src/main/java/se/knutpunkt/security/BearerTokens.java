package se.knutpunkt.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The bearer tokens of the systems, as SHA-256 hashes: the tokens themselves are nowhere in the hub. */
public final class BearerTokens {

    public static final BearerTokens NONE = new BearerTokens(Map.of());

    private final Map<String, byte[]> hashBySystem = new HashMap<>();

    /** @param hashBySystem lower-case hex of the SHA-256 of each system's token */
    public BearerTokens(Map<String, String> hashBySystem) {
        hashBySystem.forEach(
                (system, hash) -> this.hashBySystem.put(system, HexFormat.of().parseHex(hash)));
    }

    /** The system with this token. Every hash is compared, each in constant time, so that the time says nothing. */
    public Optional<String> findSystem(String token) {
        byte[] presented = sha256(token);
        String found = null;
        for (Map.Entry<String, byte[]> entry : hashBySystem.entrySet()) {
            if (MessageDigest.isEqual(presented, entry.getValue())) {
                found = entry.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    /** The form in which a token is kept. */
    public static String hash(String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new HubException(ErrorCode.INTERNAL, "security", "SHA-256", missing);
        }
    }
}
