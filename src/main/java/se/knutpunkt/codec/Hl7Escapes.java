package se.knutpunkt.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Escape sequences, decoded exactly once and written back. {@code \.br\} is a line feed, {@code \Xdd…\} the bytes of the
 * message's charset; any other sequence stays as it stands, so that nothing is lost.
 */
record Hl7Escapes(Hl7Separators separators, Charset charset) {

    String decode(String raw) {
        char escape = separators.escape();
        int open = escape == 0 ? -1 : raw.indexOf(escape);
        if (open < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int from = 0;
        while (open >= 0) {
            int close = raw.indexOf(escape, open + 1);
            if (close < 0) {
                break;
            }
            text.append(raw, from, open).append(sequence(raw.substring(open + 1, close)));
            from = close + 1;
            open = raw.indexOf(escape, from);
        }
        return text.append(raw, from, raw.length()).toString();
    }

    String encode(String text) {
        StringBuilder raw = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == separators.escape()) {
                escaped(raw, "E");
            } else if (c == separators.field()) {
                escaped(raw, "F");
            } else if (c == separators.component()) {
                escaped(raw, "S");
            } else if (c == separators.repetition()) {
                escaped(raw, "R");
            } else if (c == separators.subcomponent()) {
                escaped(raw, "T");
            } else if (c == '\t' && separators.escape() == 0) {
                // the one control character that may stand as it is
                raw.append(c);
            } else if (c == '\n') {
                escaped(raw, ".br");
            } else if (c < ' ') {
                escaped(raw, "X" + HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                raw.append(c);
            }
        }
        return raw.toString();
    }

    private void escaped(StringBuilder raw, String sequence) {
        if (separators.escape() == 0) {
            throw new HubException(ErrorCode.OUTBOUND_MAPPING_FAILED, "MSH-2", "a text needs an escape character");
        }
        raw.append(separators.escape()).append(sequence).append(separators.escape());
    }

    private String sequence(String name) {
        String decoded = switch (name) {
            case "F" -> String.valueOf(separators.field());
            case "S" -> String.valueOf(separators.component());
            // a message that names no subcomponent separator has none to escape
            case "T" -> separators.subcomponent() == 0 ? null : String.valueOf(separators.subcomponent());
            case "R" -> String.valueOf(separators.repetition());
            case "E" -> String.valueOf(separators.escape());
            case ".br" -> "\n";
            default -> name.startsWith("X") ? hexadecimal(name.substring(1)) : null;
        };
        return decoded == null ? separators.escape() + name + separators.escape() : decoded;
    }

    private String hexadecimal(String digits) {
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(HexFormat.of().parseHex(digits)))
                    .toString();
            return text.isEmpty() || text.indexOf(0) >= 0 ? null : text;
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            return null;
        }
    }
}
