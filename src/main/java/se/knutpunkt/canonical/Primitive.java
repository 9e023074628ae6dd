package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The forms of FHIR's primitive types: the kind of JSON value, and the pattern that the type's definition gives. */
final class Primitive {

    private static final Set<String> TIMES = Set.of("date", "dateTime", "instant", "time");
    private static final Set<String> INTEGERS = Set.of("integer", "positiveInt", "unsignedInt");
    /** Patterns whose repeated groups would overflow the stack on long input, done by hand. */
    private static final Map<String, Predicate<String>> BY_HAND = Map.of(
            "(\\s*([0-9a-zA-Z\\+/=]){4}\\s*)+", Primitive::isBase64,
            "[^\\s]+(\\s[^\\s]+)*", Primitive::isCode,
            "[ \\r\\n\\t\\S]+", Primitive::isText,
            "\\S*", text -> text.chars().noneMatch(Primitive::isSpace));

    private final String type;
    private final Predicate<String> form;
    private final Kind kind;

    private enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN
    }

    private Primitive(String type, Kind kind, Predicate<String> form) {
        this.type = type;
        this.kind = kind;
        this.form = form;
    }

    /** @param regex the pattern of the type's definition; empty for xhtml alone, whose form only the full validation reads */
    static Primitive of(String type, String regex) {
        if (regex.isEmpty() && !"xhtml".equals(type)) {
            throw new HubException(ErrorCode.INTERNAL, type, "primitive without pattern");
        }
        Kind kind = "boolean".equals(type)
                ? Kind.BOOLEAN
                : "decimal".equals(type) ? Kind.DECIMAL : INTEGERS.contains(type) ? Kind.INTEGER : Kind.TEXT;
        Predicate<String> form = regex.isEmpty()
                ? text -> text.startsWith("<div")
                : BY_HAND.containsKey(regex)
                        ? BY_HAND.get(regex)
                        : Pattern.compile(regex).asMatchPredicate();
        return new Primitive(type, kind, TIMES.contains(type) ? form.and(CalendarDate::isReal) : form);
    }

    String type() {
        return type;
    }

    boolean matches(JsonNode value) {
        boolean right = switch (kind) {
            case TEXT -> value.isTextual() && !value.textValue().isEmpty();
            case INTEGER -> value.isIntegralNumber();
            case DECIMAL -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
        };
        return right && (kind == Kind.BOOLEAN || form.test(value.asText()));
    }

    ErrorCode error(JsonNode value) {
        return TIMES.contains(type) && value.isTextual() ? ErrorCode.INVALID_TIME : ErrorCode.WRONG_TYPE;
    }

    private static boolean isBase64(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean alphabet = letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || letter >= '0' && letter <= '9'
                    || letter == '+'
                    || letter == '/'
                    || letter == '=';
            if (alphabet) {
                count++;
            } else if (!isSpace(letter)) {
                return false;
            }
        }
        return count > 0 && count % 4 == 0;
    }

    private static boolean isCode(String text) {
        boolean space = true;
        for (int i = 0; i < text.length(); i++) {
            boolean now = isSpace(text.charAt(i));
            if (now && space) {
                return false;
            }
            space = now;
        }
        return !space;
    }

    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
                return false;
            }
        }
        return !text.isBlank();
    }

    private static boolean isSpace(int letter) {
        return letter == ' ' || letter >= '\t' && letter <= '\r';
    }
}
