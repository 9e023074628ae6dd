package se.knutpunkt.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Where the next part of a list begins, in a form that callers hand back as it is. */
public final class Cursor {

    private Cursor() {}

    static String write(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The place; {@code start} when there is no cursor. */
    public static <T> T read(String cursor, Function<String, T> reader, T start) {
        if (cursor == null || cursor.isEmpty()) {
            return start;
        }
        try {
            return reader.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (RuntimeException wrong) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "cursor", "", wrong);
        }
    }
}
