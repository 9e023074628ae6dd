package se.knutpunkt.crypto;

import com.github.luben.zstd.ZstdDictDecompress;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The dictionaries payloads have been compressed with, each the form it is numbered by. A dictionary is never changed nor taken away:
 * what was sealed with it could not be opened any more.
 */
final class PayloadDictionaries {
    /** Form 1 has none. */
    static final byte FIRST = 2;

    /** The last one this version of the hub can read. */
    static final byte LAST = 2;

    private final Map<Byte, byte[]> contents;
    private final Map<Byte, ZstdDictDecompress> decompressors = new HashMap<>();

    /** @param contents dictionary by form */
    PayloadDictionaries(Map<Byte, byte[]> contents) {
        this.contents = Map.copyOf(contents);
        this.contents.forEach((form, content) -> decompressors.put(form, new ZstdDictDecompress(content)));
    }

    /** Those that come with the hub. */
    static PayloadDictionaries shipped() {
        Map<Byte, byte[]> contents = new HashMap<>();
        for (byte form = FIRST; form <= LAST; form++) {
            contents.put(form, read(fileName(form)));
        }
        return new PayloadDictionaries(contents);
    }

    static String fileName(int form) {
        return "payload-" + form + ".dict";
    }

    byte[] get(byte form) {
        return contents.get(form);
    }

    Optional<ZstdDictDecompress> findDecompressor(byte form) {
        return Optional.ofNullable(decompressors.get(form));
    }

    private static byte[] read(String name) {
        try (InputStream in = PayloadDictionaries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new HubException(ErrorCode.INTERNAL, name, "is not in the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, name, "cannot be read", e);
        }
    }
}
