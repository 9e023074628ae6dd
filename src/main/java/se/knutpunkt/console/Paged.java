package se.knutpunkt.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list, in pages and in the API alike.
 *
 * @param items what is shown
 * @param next where the next part begins, for the parameter {@code cursor}; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Paged<T>(List<T> items, String next) {

    /** How many are shown at once unless asked otherwise. */
    public static final int SIZE = 50;

    /** The most that can be asked for. */
    public static final int MOST = 200;

    /**
     * @param found up to {@code limit} + 1 of them: one more than is shown tells that there is more
     * @param key the place of an item in the order of the list
     */
    public static <T> Paged<T> of(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Paged<>(found, null);
        }
        List<T> shown = List.copyOf(found.subList(0, limit));
        return new Paged<>(shown, Cursor.write(key.apply(shown.get(limit - 1))));
    }

    /** What was asked for, within what can be. */
    public static int limit(Integer asked) {
        return asked == null ? SIZE : Math.max(1, Math.min(MOST, asked));
    }
}
