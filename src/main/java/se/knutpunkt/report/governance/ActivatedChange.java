package se.knutpunkt.report.governance;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/**
 * A configuration that came in force.
 *
 * @param hash of its snapshot
 * @param day when, by the calendar of Europe/Stockholm
 * @param files names of the files that differ from the configuration before
 */
public record ActivatedChange(String hash, LocalDate day, Set<String> files) {

    public ActivatedChange {
        files = new TreeSet<>(files);
    }
}
