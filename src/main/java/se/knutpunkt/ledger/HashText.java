package se.knutpunkt.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Keyed hashes as they are stored: 32 bytes for 64 hex digits. Any other text is kept as it is. */
final class HashText {
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})*");

    private HashText() {}

    static byte[] toBytes(String hash) {
        return HEX.matcher(hash).matches() ? HexFormat.of().parseHex(hash) : hash.getBytes(StandardCharsets.UTF_8);
    }
}
