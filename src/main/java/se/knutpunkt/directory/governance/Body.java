package se.knutpunkt.directory.governance;

import java.util.List;
import java.util.Optional;

/**
 * A body that decides, prepares or advises.
 *
 * @param id the stem of its file
 * @param name its name, Swedish
 * @param shortName what it is called; its name when it has no shorter
 * @param right what it may do
 * @param rightUnconfirmed true until it has been confirmed that it has that right
 * @param under id of the body it stands under; empty for none
 * @param mandate what it is for, Swedish; empty when not known
 * @param members roles in it, never persons
 * @param frequency how often it meets, Swedish; empty when not known
 * @param meetings known meetings, in order of day
 * @param source where this is from
 */
public record Body(
        String id,
        String name,
        String shortName,
        RightToDecide right,
        boolean rightUnconfirmed,
        String under,
        String mandate,
        List<String> members,
        String frequency,
        List<Meeting> meetings,
        String source) {

    public Body {
        members = List.copyOf(members);
        meetings = meetings.stream().sorted().toList();
    }

    /** The meeting that takes the report of a quarter such as {@code 2026Q1}. */
    public Optional<Meeting> findMeetingFor(String quarter) {
        return meetings.stream()
                .filter(meeting -> meeting.reportsQuarter().equals(quarter))
                .findFirst();
    }
}
