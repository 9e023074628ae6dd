package se.knutpunkt.report.paper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A figure over some periods, laid out for drawing. Counts are columns from nought; shares are points on an axis that says where it
 * begins, since columns of 99,1 and 99,8 would look alike.
 *
 * @param alt what the chart says, for whoever does not see it
 * @param columns true for columns, false for points with a line
 * @param points in order of time
 * @param ticks lines across with their numbers
 * @param target the line of what is promised, or null
 * @param line the points joined, broken where one is missing
 */
public record Chart(
        String title,
        String alt,
        boolean columns,
        List<Point> points,
        List<Tick> ticks,
        Tick target,
        List<String> line) {

    public static final int WIDTH = 360;
    public static final int HEIGHT = 170;

    private static final int LEFT = 52;
    private static final int RIGHT = 8;
    private static final int TOP = 22;
    private static final int BOTTOM = 26;
    private static final double COLUMN_SHARE = 0.56;
    private static final int ABOVE_COLUMN = 5;
    private static final int ABOVE_POINT = 9;

    public Chart {
        points = List.copyOf(points);
        ticks = List.copyOf(ticks);
        line = List.copyOf(line);
    }

    /**
     * A value of one period.
     *
     * @param shown the value as text
     * @param now whether it is the period of the report
     * @param missing whether there is no value
     */
    public record Point(
            String label,
            String shown,
            boolean now,
            boolean missing,
            double x,
            double y,
            double labelY,
            double left,
            double width,
            double height) {}

    /** A line across at a value. */
    public record Tick(String label, double y) {}

    /** @param value null when it is not known */
    public record Value(String label, BigDecimal value) {}

    /**
     * Lays out a series; its last value is that of the report.
     *
     * @param target null for none
     */
    public static Chart of(
            String title, List<Value> series, boolean share, int decimals, String unit, BigDecimal target) {
        List<BigDecimal> known = new ArrayList<>(
                series.stream().map(Value::value).filter(Objects::nonNull).toList());
        if (target != null) {
            known.add(target);
        }
        Axis axis = share ? Axis.around(known) : Axis.fromNought(known);
        double step = (double) (WIDTH - LEFT - RIGHT) / series.size();
        List<Point> points = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < series.size(); i++) {
            Value one = series.get(i);
            boolean missing = one.value() == null;
            double x = LEFT + step * (i + 0.5);
            double y = missing ? HEIGHT - BOTTOM : axis.y(one.value());
            double width = step * COLUMN_SHARE;
            points.add(new Point(
                    one.label(),
                    missing ? "saknas" : SwedishNumbers.number(one.value(), decimals),
                    i == series.size() - 1,
                    missing,
                    round(x),
                    round(y),
                    round(y - (share ? ABOVE_POINT : ABOVE_COLUMN)),
                    round(x - width / 2),
                    round(width),
                    round(HEIGHT - BOTTOM - y)));
            if (missing) {
                flush(run, line);
            } else {
                run.append(round(x)).append(',').append(round(y)).append(' ');
            }
        }
        flush(run, line);
        return new Chart(
                title,
                alt(title, series, decimals, unit, target),
                !share,
                points,
                axis.ticks(),
                target == null
                        ? null
                        : new Tick("mål " + SwedishNumbers.number(target, decimals), round(axis.y(target))),
                share ? line : List.of());
    }

    private static void flush(StringBuilder run, List<String> line) {
        if (run.length() > 0) {
            line.add(run.toString().strip());
            run.setLength(0);
        }
    }

    private static String alt(String title, List<Value> series, int decimals, String unit, BigDecimal target) {
        StringBuilder alt = new StringBuilder("Diagram: ").append(title).append(". ");
        for (Value one : series) {
            alt.append(one.label())
                    .append(": ")
                    .append(
                            one.value() == null
                                    ? "uppgift saknas"
                                    : SwedishNumbers.withUnit(one.value(), decimals, unit))
                    .append("; ");
        }
        if (target != null) {
            alt.append("mål: ")
                    .append(SwedishNumbers.withUnit(target, decimals, unit))
                    .append("; ");
        }
        return alt.substring(0, alt.length() - 2) + ".";
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** From {@code low} to {@code high} in even steps. */
    private record Axis(BigDecimal low, BigDecimal high, BigDecimal step) {

        private static final int STEPS = 4;
        private static final List<String> EVEN = List.of("1", "2", "2.5", "5", "10");

        static Axis fromNought(List<BigDecimal> values) {
            BigDecimal top = values.stream().max(BigDecimal::compareTo).orElse(BigDecimal.ONE);
            return of(BigDecimal.ZERO, top.signum() <= 0 ? BigDecimal.ONE : top);
        }

        /** Shares end at 100, and the axis shows at least one unit. */
        static Axis around(List<BigDecimal> values) {
            BigDecimal hundred = new BigDecimal(100);
            BigDecimal low = values.stream().min(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
            BigDecimal top = values.stream().max(BigDecimal::compareTo).orElse(hundred);
            BigDecimal room = top.subtract(low).max(BigDecimal.ONE).divide(BigDecimal.TEN, MathContext.DECIMAL32);
            BigDecimal high = top.add(room).min(hundred).max(low);
            return of(low.subtract(room).max(BigDecimal.ZERO), high);
        }

        private static Axis of(BigDecimal low, BigDecimal high) {
            BigDecimal raw = high.subtract(low).divide(BigDecimal.valueOf(STEPS), MathContext.DECIMAL32);
            if (raw.signum() <= 0) {
                raw = new BigDecimal("0.25");
            }
            BigDecimal magnitude = BigDecimal.ONE.scaleByPowerOfTen(raw.precision() - raw.scale() - 1);
            BigDecimal least = raw;
            BigDecimal step = EVEN.stream()
                    .map(even -> new BigDecimal(even).multiply(magnitude))
                    .filter(even -> even.compareTo(least) >= 0)
                    .findFirst()
                    .orElse(raw);
            BigDecimal from = low.divide(step, 0, RoundingMode.FLOOR).multiply(step);
            BigDecimal to = high.divide(step, 0, RoundingMode.CEILING).multiply(step);
            return new Axis(from, to.compareTo(from) > 0 ? to : from.add(step), step);
        }

        double y(BigDecimal value) {
            double share =
                    value.subtract(low).doubleValue() / high.subtract(low).doubleValue();
            return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
        }

        List<Tick> ticks() {
            int decimals = Math.max(0, step.stripTrailingZeros().scale());
            List<Tick> ticks = new ArrayList<>();
            for (BigDecimal at = low; at.compareTo(high) <= 0; at = at.add(step)) {
                ticks.add(new Tick(SwedishNumbers.number(at, decimals), round(y(at))));
            }
            return ticks;
        }
    }
}
