package se.knutpunkt.directory.economy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Inhabitants of every municipality of the county on one day.
 *
 * @param id the stem of its file
 * @param day the day they were counted
 * @param source where the numbers are from
 * @param unconfirmed true until the parties have said that this table is the one to split by
 * @param inhabitants by municipality code, in order of code
 */
public record PopulationTable(
        String id, LocalDate day, String source, boolean unconfirmed, SortedMap<String, Long> inhabitants) {

    public PopulationTable {
        inhabitants = Collections.unmodifiableSortedMap(new TreeMap<>(inhabitants));
    }
}
