package se.knutpunkt.codec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** MSH-18 (table 0211) and the names people write for it. What is not listed is refused; "UNICODE" alone does not say which encoding. */
final class Hl7Charsets {

    static final String UTF_8 = "UNICODE UTF-8";

    private static final Map<String, Charset> BY_NAME = Map.of(
            "ASCII",
            StandardCharsets.US_ASCII,
            "8859/1",
            StandardCharsets.ISO_8859_1,
            "ISO-8859-1",
            StandardCharsets.ISO_8859_1,
            "8859/15",
            Charset.forName("ISO-8859-15"),
            UTF_8,
            StandardCharsets.UTF_8,
            "UTF-8",
            StandardCharsets.UTF_8);

    private Hl7Charsets() {}

    /** The charset named by MSH-18, by {@code otherwise} where MSH-18 is empty, by UTF-8 where both are. */
    static Optional<Charset> find(String msh18, String otherwise) {
        String name = msh18.isEmpty() ? otherwise : msh18;
        return name == null || name.isEmpty()
                ? Optional.of(StandardCharsets.UTF_8)
                : Optional.ofNullable(BY_NAME.get(name));
    }
}
