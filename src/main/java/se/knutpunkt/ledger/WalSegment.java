package se.knutpunkt.ledger;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of PostgreSQL's write-ahead log, of 16 MB as initdb makes it.
 *
 * @param timeline raised at each restore
 * @param number place in the log, from 0
 */
record WalSegment(long timeline, long number) implements Comparable<WalSegment> {
    private static final Pattern NAME = Pattern.compile("([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})");
    private static final Pattern POSITION = Pattern.compile("([0-9A-F]+)/([0-9A-F]+)");
    private static final long BYTES = 16L << 20;
    private static final long PER_FILE_NUMBER = 0x1_0000_0000L / BYTES;

    static Optional<WalSegment> parse(String name) {
        Matcher found = NAME.matcher(name);
        return found.matches()
                ? Optional.of(new WalSegment(
                        Long.parseLong(found.group(1), 16),
                        Long.parseLong(found.group(2), 16) * PER_FILE_NUMBER + Long.parseLong(found.group(3), 16)))
                : Optional.empty();
    }

    /** The segment whose last byte, or one before, is just before the position (LSN). */
    static WalSegment before(long timeline, String position) {
        Matcher found = POSITION.matcher(position);
        if (!found.matches()) {
            throw new IllegalArgumentException("no position in the write-ahead log");
        }
        long bytes = (Long.parseLong(found.group(1), 16) << 32) + Long.parseLong(found.group(2), 16);
        return new WalSegment(timeline, (bytes - 1) / BYTES);
    }

    String fileName() {
        return String.format(Locale.ROOT, "%08X%08X%08X", timeline, number / PER_FILE_NUMBER, number % PER_FILE_NUMBER);
    }

    @Override
    public int compareTo(WalSegment other) {
        return number == other.number ? Long.compare(timeline, other.timeline) : Long.compare(number, other.number);
    }
}
