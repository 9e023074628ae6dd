package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Cuts one ER7 text into the tree of {@link Hl7v2Codec}; linear in its length, bounded in what it builds. */
final class Hl7Reader {

    private static final int MAX_SEGMENTS = 10_000;
    private static final int MAX_FIELDS = 1_000;
    private static final int MAX_VALUES = 200_000;
    private static final Pattern SEGMENT_NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Hl7Separators separators;
    private final Hl7Escapes escapes;
    private int values;

    Hl7Reader(Hl7Escapes escapes) {
        this.separators = escapes.separators();
        this.escapes = escapes;
    }

    ObjectNode message(String text) {
        ObjectNode message = NODES.objectNode();
        message.put("separators", separators.text());
        ArrayNode order = message.putArray("order");
        int from = 0;
        while (from < text.length()) {
            int end = endOfSegment(text, from);
            // an empty line is what CR LF leaves
            if (end > from) {
                add(message, order, text.substring(from, end));
            }
            from = end + 1;
        }
        return message;
    }

    private void add(ObjectNode message, ArrayNode order, String line) {
        String name = line.substring(0, Math.min(3, line.length()));
        String place = "segment " + (order.size() + 1);
        if (!SEGMENT_NAME.matcher(name).matches() || (line.length() > 3 && line.charAt(3) != separators.field())) {
            throw new HubException(ErrorCode.UNREADABLE, place, "not a segment name and a field separator");
        }
        if (name.equals("MSH") && !order.isEmpty()) {
            throw new HubException(ErrorCode.UNREADABLE, place, "one message at a time; MSH stands first only");
        }
        if (order.size() >= MAX_SEGMENTS) {
            throw new HubException(ErrorCode.TOO_LARGE, place, "at most " + MAX_SEGMENTS + " segments");
        }
        order.add(name);
        message.withArray("/" + name).add(segment(name, line));
    }

    /** One segment as an object of its fields that hold something, by number. */
    ObjectNode segment(String name, String line) {
        ObjectNode segment = NODES.objectNode();
        // MSH-1 is the separator itself and MSH-2 the others: they are kept whole in "separators"
        boolean header = name.equals("MSH");
        int number = 0;
        int from = 0;
        while (from <= line.length()) {
            int end = next(line, separators.field(), from);
            if (number > 0 && !(header && number == 1) && end > from) {
                set(segment, name, header ? number + 1 : number, line.substring(from, end));
            }
            number++;
            from = end + 1;
        }
        return segment;
    }

    private void set(ObjectNode segment, String name, int number, String field) {
        if (number > MAX_FIELDS) {
            throw new HubException(ErrorCode.TOO_LARGE, name + "-" + MAX_FIELDS, "at most " + MAX_FIELDS + " fields");
        }
        ArrayNode repetitions = NODES.arrayNode();
        int last = 0;
        int from = 0;
        while (from <= field.length()) {
            int end = next(field, separators.repetition(), from);
            ObjectNode repetition = repetition(field.substring(from, end), name, number);
            repetitions.add(repetition);
            last = repetition.isEmpty() ? last : repetitions.size();
            count(name, number);
            from = end + 1;
        }
        while (repetitions.size() > last) {
            repetitions.remove(repetitions.size() - 1);
        }
        if (last > 0) {
            segment.set(Integer.toString(number), repetitions);
        }
    }

    private ObjectNode repetition(String text, String name, int number) {
        ObjectNode repetition = NODES.objectNode();
        int component = 1;
        int from = 0;
        while (from <= text.length()) {
            int end = next(text, separators.component(), from);
            subcomponents(repetition, component, text.substring(from, end), name, number);
            component++;
            from = end + 1;
        }
        return repetition;
    }

    private void subcomponents(ObjectNode repetition, int component, String text, String name, int number) {
        int subcomponent = 1;
        int from = 0;
        while (from <= text.length()) {
            int end = separators.subcomponent() == 0 ? text.length() : next(text, separators.subcomponent(), from);
            if (end > from) {
                count(name, number);
                String key = subcomponent == 1 ? Integer.toString(component) : component + "." + subcomponent;
                repetition.put(key, escapes.decode(text.substring(from, end)));
            }
            subcomponent++;
            from = end + 1;
        }
    }

    private void count(String name, int number) {
        if (++values > MAX_VALUES) {
            throw new HubException(ErrorCode.TOO_LARGE, name + "-" + number, "at most " + MAX_VALUES + " values");
        }
    }

    private static int next(String text, char separator, int from) {
        int at = text.indexOf(separator, from);
        return at < 0 ? text.length() : at;
    }

    /** CR by the standard; LF and CR LF are accepted too. */
    static int endOfSegment(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\r' || text.charAt(i) == '\n') {
                return i;
            }
        }
        return text.length();
    }
}
