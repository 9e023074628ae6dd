package se.knutpunkt.directory.governance;

import java.time.LocalDate;

/**
 * One meeting of a body.
 *
 * @param reportsQuarter the quarter it gets the report of, such as {@code 2026Q1}; empty for none
 */
public record Meeting(LocalDate day, String reportsQuarter, String source, boolean unconfirmed)
        implements Comparable<Meeting> {

    @Override
    public int compareTo(Meeting other) {
        return day.compareTo(other.day);
    }
}
