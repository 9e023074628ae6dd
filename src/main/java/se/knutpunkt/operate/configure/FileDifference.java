package se.knutpunkt.operate.configure;

import java.util.List;

/**
 * How one file differs between two configurations.
 *
 * @param name the file
 * @param kind added, removed or changed
 * @param lines the changed lines with three around them, each beginning with {@code +}, {@code -}, a space or {@code @@}
 */
public record FileDifference(String name, Kind kind, List<String> lines) {

    /** What became of the file. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }
}
