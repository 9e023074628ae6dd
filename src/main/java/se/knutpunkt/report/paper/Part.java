package se.knutpunkt.report.paper;

import java.util.List;

/**
 * What stands under one heading.
 *
 * @param id to link to
 * @param level 2 for a part of the report, 3 for one within it
 * @param newPage whether it begins on a page of its own
 */
public record Part(String id, String heading, int level, boolean newPage, List<Block> blocks) {

    public Part {
        blocks = List.copyOf(blocks);
    }
}
