package se.knutpunkt.canonical;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Whether bytes are what their media type says, by the first bytes of the file format; plain text is UTF-8 without control codes. */
final class FileSignature {

    private static final Map<String, byte[]> FIRST_BYTES = Map.of(
            "application/pdf",
            "%PDF-".getBytes(StandardCharsets.US_ASCII),
            "image/png",
            new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
            "image/jpeg",
            new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});

    private FileSignature() {}

    /** False also for a type whose form is not known here: what cannot be recognised is not let through. */
    static boolean matches(String contentType, byte[] bytes) {
        if ("text/plain".equals(contentType)) {
            return isText(bytes);
        }
        byte[] first = FIRST_BYTES.get(contentType);
        return first != null
                && bytes.length > first.length
                && Arrays.equals(first, 0, first.length, bytes, 0, first.length);
    }

    private static boolean isText(byte[] bytes) {
        for (byte one : bytes) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
