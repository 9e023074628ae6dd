package se.knutpunkt.report;

import java.util.Comparator;
import java.util.List;

/**
 * Something that the draft must say is missing or wrong.
 *
 * @param code what
 * @param about what it is about, such as {@code service discharge-coordination}; a kind and an id, for people to find the file
 * @param places where it stands, as {@code file:line}; empty when it stands nowhere
 * @param values what the text names, in order: {1}, {2} …; {0} is {@code about}
 */
public record Remark(RemarkCode code, String about, List<String> places, List<String> values)
        implements Comparable<Remark> {

    private static final Comparator<Remark> ORDER = Comparator.comparing(Remark::code)
            .thenComparing(Remark::about)
            .thenComparing(remark -> remark.values.toString())
            .thenComparing(remark -> remark.places.toString());

    public Remark {
        places = List.copyOf(places);
        values = List.copyOf(values);
    }

    /** One that stands in the file of what it is about. */
    public static Remark of(RemarkCode code, String about, String... values) {
        return new Remark(code, about, List.of(), List.of(values));
    }

    /** One that stands in a file. */
    public static Remark at(RemarkCode code, String about, String place, String... values) {
        return new Remark(code, about, List.of(place), List.of(values));
    }

    @Override
    public int compareTo(Remark other) {
        return ORDER.compare(this, other);
    }
}
