package se.knutpunkt.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Figures of an hour as a picture of bars, one a minute.
 *
 * @param path outline of the bars in a box of 240 by 40
 * @param highest the highest figure
 */
public record MinuteBars(String path, long highest) {

    private static final double HEIGHT = 40;
    private static final double WIDTH = 240;

    static MinuteBars of(List<Long> counts) {
        long highest = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        double step = WIDTH / Math.max(1, counts.size());
        String path = IntStream.range(0, counts.size())
                .filter(i -> counts.get(i) > 0)
                .mapToObj(i -> bar(i * step, step * 0.75, HEIGHT * counts.get(i) / highest))
                .collect(Collectors.joining());
        return new MinuteBars(path, highest);
    }

    private static String bar(double left, double width, double height) {
        return String.format(Locale.ROOT, "M%.1f %.1fh%.1fv%.1fh-%.1fz", left, HEIGHT - height, width, height, width);
    }
}
