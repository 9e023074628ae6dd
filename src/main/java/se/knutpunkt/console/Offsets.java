package se.knutpunkt.console;

import java.util.List;

/** Paging of lists that are short enough to be counted through, in pages and API alike. */
final class Offsets {

    private Offsets() {}

    /** @param found one more than {@code limit} when there is more */
    static <T> Paged<T> page(List<T> found, int limit, int from) {
        return found.size() <= limit
                ? new Paged<>(found, null)
                : new Paged<>(List.copyOf(found.subList(0, limit)), Cursor.write(Integer.toString(from + limit)));
    }
}
