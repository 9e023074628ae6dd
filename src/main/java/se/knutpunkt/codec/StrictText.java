package se.knutpunkt.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Bytes to text without replacement characters: what does not fit the charset is refused, never guessed. */
final class StrictText {

    private StrictText() {}

    /** Refuses what is empty or larger than the limit, before any of it is read. */
    static void requireSize(byte[] bytes, ReadLimits limits) {
        if (bytes.length == 0) {
            throw new HubException(ErrorCode.UNREADABLE, "", "the message is empty");
        }
        if (bytes.length > limits.maxBytes()) {
            throw new HubException(ErrorCode.TOO_LARGE, "", "at most " + limits.maxBytes() + " bytes");
        }
    }

    /** The text of {@code bytes}; a byte order mark is left out, a NUL or a malformed sequence is refused with its offset. */
    static String decode(byte[] bytes, Charset charset) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw wrongCharset(i, "a NUL byte is not allowed");
            }
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in)
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw wrongCharset(in.position(), "not " + charset.name());
        }
    }

    /** True when every surrogate of {@code text} has its partner and no character is NUL. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static HubException wrongCharset(int offset, String detail) {
        return new HubException(ErrorCode.WRONG_CHARSET, "byte " + offset, detail);
    }
}
