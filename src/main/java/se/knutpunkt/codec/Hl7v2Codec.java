package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * HL7 v2 in ER7. Its tree has {@code separators} (MSH-1 and MSH-2), {@code order} (the segments' names in turn) and an array per
 * segment name; a field is an array of repetitions, a repetition an object of components by number ({@code "4"}) and of
 * further subcomponents ({@code "4.2"}). Empty is absent, {@code ""} is the text of two quotes. See {@code docs/formats.md}.
 */
public final class Hl7v2Codec implements Codec {

    private static final Set<String> VERSIONS =
            Set.of("2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2");

    @Override
    public Format format() {
        return Format.HL7_V2;
    }

    @Override
    public JsonNode read(byte[] bytes, ReadLimits limits) {
        StrictText.requireSize(bytes, limits);
        // first of all: in another version the charset may not be where it is looked for
        if (Hl7Header.peek(bytes)
                .filter(header -> !isSupportedVersion(header.version()))
                .isPresent()) {
            throw new HubException(ErrorCode.UNSUPPORTED_VERSION, "MSH-12", "2.3 to 2.8");
        }
        Charset charset = charset(bytes, limits.defaultCharset());
        String text = StrictText.decode(bytes, charset);
        requireText(text);
        Hl7Separators separators = Hl7Separators.find(text)
                .orElseThrow(() -> new HubException(
                        ErrorCode.UNREADABLE, "segment 1", "the first segment must be MSH with its separators"));
        ObjectNode message = new Hl7Reader(new Hl7Escapes(separators, charset)).message(text);
        if (!isSupportedVersion(message.at("/MSH/0/12/0/1").asText())) {
            throw new HubException(ErrorCode.UNSUPPORTED_VERSION, "MSH-12", "2.3 to 2.8");
        }
        return message;
    }

    @Override
    public String text(byte[] bytes, ReadLimits limits) {
        Charset charset;
        try {
            charset = charset(bytes, limits.defaultCharset());
        } catch (HubException unnamed) {
            charset = StandardCharsets.ISO_8859_1;
        }
        return new String(bytes, charset).replace("\r\n", "\n").replace('\r', '\n');
    }

    @Override
    public byte[] write(JsonNode tree) {
        Hl7Separators separators =
                Hl7Separators.find("MSH" + tree.path("separators").asText()).orElse(Hl7Separators.USUAL);
        Charset charset = Hl7Charsets.find(tree.at("/MSH/0/18/0/1").asText(), "")
                .orElseThrow(() -> new HubException(ErrorCode.OUTBOUND_MAPPING_FAILED, "MSH-18", "unknown charset"));
        String text = new Hl7Writer(new Hl7Escapes(separators, charset)).message(tree);
        try {
            ByteBuffer out = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[out.remaining()];
            out.get(bytes);
            return bytes;
        } catch (CharacterCodingException unmappable) {
            throw new HubException(
                    ErrorCode.OUTBOUND_MAPPING_FAILED, "MSH-18", "a character is not in " + charset.name());
        }
    }

    static boolean isSupportedVersion(String version) {
        return VERSIONS.contains(version);
    }

    private static Charset charset(byte[] bytes, String defaultCharset) {
        String header = headerOf(bytes);
        String msh18 = Hl7Separators.find(header)
                .map(separators -> new Hl7Reader(new Hl7Escapes(separators, StandardCharsets.ISO_8859_1))
                        .segment("MSH", header)
                        .at("/18/0/1")
                        .asText())
                .orElse("");
        return Hl7Charsets.find(msh18, defaultCharset)
                .orElseThrow(() ->
                        new HubException(ErrorCode.WRONG_CHARSET, "MSH-18", "UNICODE UTF-8, 8859/1, 8859/15 or ASCII"));
    }

    /** The first segment, each byte as one character: enough for what stands there in ASCII. */
    static String headerOf(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 8_192), StandardCharsets.ISO_8859_1);
        return start.substring(0, Hl7Reader.endOfSegment(start, 0));
    }

    private static void requireText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\r' && c != '\n' && c != '\t') {
                throw new HubException(ErrorCode.WRONG_CHARSET, "character " + i, "control characters are not allowed");
            }
        }
    }
}
