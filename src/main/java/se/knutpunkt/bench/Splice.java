package se.knutpunkt.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A written text whose ids are put in anew each time, at the cost of copying it: nothing is built or written again while load is
 * measured.
 */
final class Splice {

    private record Place(int offset, int mark) {}

    private final byte[] text;
    private final List<String> marks;
    private final List<Place> places;

    private Splice(byte[] text, List<String> marks, List<Place> places) {
        this.text = text;
        this.marks = marks;
        this.places = places;
    }

    /** @param ids matches what is to be put in anew; what is equal in the text stays equal */
    static Splice of(byte[] text, Pattern ids) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> marks = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        // One character a byte, so that places in the text are places among the bytes.
        Matcher matcher = ids.matcher(new String(text, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            int number = numbers.computeIfAbsent(matcher.group(), mark -> {
                marks.add(mark);
                return marks.size() - 1;
            });
            places.add(new Place(matcher.start(), number));
        }
        return new Splice(text, List.copyOf(marks), places);
    }

    /** What is put in anew, each once, in the order of the text. */
    List<String> marks() {
        return marks;
    }

    int length() {
        return text.length;
    }

    /** @param replacement what to write for each mark; as long as the mark */
    byte[] fill(Function<String, String> replacement) {
        byte[][] values = new byte[marks.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = replacement.apply(marks.get(i)).getBytes(StandardCharsets.US_ASCII);
        }
        byte[] filled = text.clone();
        for (Place place : places) {
            byte[] value = values[place.mark()];
            System.arraycopy(value, 0, filled, place.offset(), value.length);
        }
        return filled;
    }
}
