package se.knutpunkt.directory.governance;

import java.time.LocalDate;
import java.util.List;

/**
 * On what a change of the configuration rests.
 *
 * @param id the stem of its file
 * @param from first day it may come in force
 * @param until last day it may come in force
 * @param what what is changed, Swedish
 * @param files beginnings of the names of the files it covers, such as {@code adapters/parties/}
 * @param documents ids of the documents it rests on
 * @param decisionId the decision; empty when none is known
 */
public record ChangeGround(
        String id,
        LocalDate from,
        LocalDate until,
        String what,
        List<String> files,
        List<String> documents,
        String decisionId) {

    public ChangeGround {
        files = List.copyOf(files);
        documents = List.copyOf(documents);
    }

    /** True when a change of {@code file} on {@code day} rests on this. */
    public boolean covers(String file, LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until) && files.stream().anyMatch(file::startsWith);
    }
}
