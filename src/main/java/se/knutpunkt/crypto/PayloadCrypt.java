package se.knutpunkt.crypto;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Turns a payload into what is stored and back: a byte for the form, then zstd with the dictionary of that form, then AES-GCM
 * bound to the message's id, so that no payload can be put in the place of another.
 */
public final class PayloadCrypt {
    /** No dictionary. */
    static final byte PLAIN_ZSTD = 1;

    /** The dictionary {@code payload-2.dict}, trained on synthetic Bundles; a new dictionary is a new form. */
    static final byte DICTIONARY_ZSTD = 2;

    private static final int LEVEL = 3;
    /** Far above the largest message an adapter may be allowed; only a damaged length is larger. */
    private static final long LARGEST = 256L << 20;

    private final ZstdDictCompress compressor;
    private final ZstdDictDecompress decompressor;

    public PayloadCrypt() {
        byte[] dictionary = readDictionary();
        this.compressor = dictionary == null ? null : new ZstdDictCompress(dictionary, LEVEL);
        this.decompressor = dictionary == null ? null : new ZstdDictDecompress(dictionary);
    }

    public byte[] seal(DataKey key, UUID id, byte[] plain) {
        byte form = compressor == null ? PLAIN_ZSTD : DICTIONARY_ZSTD;
        byte[] body = compressor == null ? Zstd.compress(plain, LEVEL) : Zstd.compress(plain, compressor);
        byte[] packed = ByteBuffer.allocate(body.length + 1).put(form).put(body).array();
        try {
            return key.aead().encrypt(packed, bytes(id));
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "payload", "cannot be encrypted", e);
        }
    }

    /** The payload as it was; PAYLOAD_UNREADABLE when it was changed, moved, or sealed with another key. */
    public byte[] open(DataKey key, UUID id, byte[] sealed) {
        try {
            byte[] packed = key.aead().decrypt(sealed, bytes(id));
            byte[] body = Arrays.copyOfRange(packed, 1, packed.length);
            long size = Zstd.getFrameContentSize(body);
            if (size < 0 || size > LARGEST) {
                throw unreadable(null);
            }
            return switch (packed[0]) {
                case PLAIN_ZSTD -> Zstd.decompress(body, (int) size);
                case DICTIONARY_ZSTD -> Zstd.decompress(body, decompressor, (int) size);
                default -> throw unreadable(null);
            };
        } catch (GeneralSecurityException | ZstdException e) {
            throw unreadable(e);
        }
    }

    private static HubException unreadable(Throwable cause) {
        return new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "", cause);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] readDictionary() {
        try (InputStream in = PayloadCrypt.class.getResourceAsStream("payload-2.dict")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "payload-2.dict", "cannot be read", e);
        }
    }
}
