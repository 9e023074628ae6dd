package se.knutpunkt.crypto;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
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

    /**
     * The form that is written. A new dictionary is first shipped to be read and written one release later, so that the nodes of a
     * rolling upgrade can read each other's payloads.
     */
    static final byte WRITTEN = 2;

    /** Compressed with another payload, opened before it, as its dictionary; above the forms that name a dictionary. */
    static final byte BESIDE = 127;

    /** With a dictionary 3 takes a fifth more room than 6, and above 6 little is won. */
    private static final int LEVEL = 6;

    /** Far above the largest message an adapter may be allowed; only a damaged length is larger. */
    private static final long LARGEST = 256L << 20;

    private final PayloadDictionaries dictionaries;
    private final byte written;
    private final ZstdDictCompress compressor;

    public PayloadCrypt() {
        this(PayloadDictionaries.shipped(), WRITTEN);
    }

    PayloadCrypt(PayloadDictionaries dictionaries, byte written) {
        this.dictionaries = dictionaries;
        this.written = written;
        this.compressor = written == PLAIN_ZSTD ? null : new ZstdDictCompress(dictionaries.get(written), LEVEL);
    }

    public byte[] seal(DataKey key, UUID id, byte[] plain) {
        byte[] body = compressor == null ? Zstd.compress(plain, LEVEL) : Zstd.compress(plain, compressor);
        return encrypt(key, id, written, body);
    }

    /**
     * Seals one form of a message beside another, of which it repeats most.
     *
     * @param other the plain form that has to be opened first to open this one
     */
    public byte[] sealBeside(DataKey key, UUID id, byte[] other, byte[] plain) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            byte[] body =
                    context.setLevel(LEVEL).setChecksum(true).loadDict(other).compress(plain);
            return encrypt(key, id, BESIDE, body);
        }
    }

    /** What {@link #sealBeside} sealed; PAYLOAD_UNREADABLE when it was changed, moved or sealed beside another. */
    public byte[] openBeside(DataKey key, UUID id, byte[] other, byte[] sealed) {
        byte[] packed = decrypt(key, id, sealed);
        if (packed[0] != BESIDE) {
            throw unreadable("is no form beside another", null);
        }
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            byte[] body = body(packed);
            return context.loadDict(other).decompress(body, size(body));
        } catch (ZstdException e) {
            throw unreadable("is damaged", e);
        }
    }

    private static byte[] encrypt(DataKey key, UUID id, byte form, byte[] body) {
        byte[] packed = ByteBuffer.allocate(body.length + 1).put(form).put(body).array();
        try {
            return key.aead().encrypt(packed, bytes(id));
        } catch (GeneralSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "payload", "cannot be encrypted", e);
        }
    }

    private static byte[] decrypt(DataKey key, UUID id, byte[] sealed) {
        try {
            byte[] packed = key.aead().decrypt(sealed, bytes(id));
            if (packed.length < 2) {
                throw unreadable("is empty", null);
            }
            return packed;
        } catch (GeneralSecurityException e) {
            throw unreadable("was changed, or sealed for another message or with another key", e);
        }
    }

    private static byte[] body(byte[] packed) {
        return Arrays.copyOfRange(packed, 1, packed.length);
    }

    private static int size(byte[] body) {
        long size = Zstd.getFrameContentSize(body);
        if (size < 0 || size > LARGEST) {
            throw unreadable("is damaged", null);
        }
        return (int) size;
    }

    /**
     * The payload as it was; PAYLOAD_UNREADABLE when it was changed, moved, sealed with another key, or compressed with a dictionary
     * that this version of the hub has not.
     */
    public byte[] open(DataKey key, UUID id, byte[] sealed) {
        byte[] packed = decrypt(key, id, sealed);
        byte[] body = body(packed);
        int size = size(body);
        try {
            return packed[0] == PLAIN_ZSTD
                    ? Zstd.decompress(body, size)
                    : Zstd.decompress(body, requireDictionary(packed[0], body), size);
        } catch (ZstdException e) {
            throw unreadable("is damaged", e);
        }
    }

    /** The dictionary is named twice: by the form, and by its own id in the frame. */
    private ZstdDictDecompress requireDictionary(byte form, byte[] body) {
        ZstdDictDecompress dictionary = dictionaries
                .findDecompressor(form)
                .orElseThrow(() -> unreadable(
                        "has form " + form + ", written by a newer version of the hub; this one reads forms "
                                + PLAIN_ZSTD + " to " + PayloadDictionaries.LAST,
                        null));
        long known = Zstd.getDictIdFromDict(dictionaries.get(form));
        long used = Zstd.getDictIdFromFrame(body);
        if (known != used) {
            throw unreadable(
                    "was compressed with dictionary " + used + "; " + PayloadDictionaries.fileName(form)
                            + " of this hub is dictionary " + known,
                    null);
        }
        return dictionary;
    }

    private static HubException unreadable(String why, Throwable cause) {
        return new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", why, cause);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
