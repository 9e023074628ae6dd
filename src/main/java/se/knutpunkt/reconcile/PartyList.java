package se.knutpunkt.reconcile;

import java.util.List;

/**
 * What a system says of one day and direction.
 *
 * @param lines its lines; not to be used where there are problems
 * @param problems what is wrong with it, at most {@link ListChecker#MOST_PROBLEMS}
 */
record PartyList(List<PartyLine> lines, List<ListProblem> problems) {
    PartyList {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }
}
