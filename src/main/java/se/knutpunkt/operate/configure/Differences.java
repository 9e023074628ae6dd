package se.knutpunkt.operate.configure;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.operate.configure.FileDifference.Kind;

/** What differs between two configurations, file by file and line by line. */
final class Differences {

    private static final int AROUND = 3;
    private static final int HEADER = 2;

    private Differences() {}

    static List<FileDifference> between(Candidate from, Candidate to) {
        TreeSet<String> names = new TreeSet<>(from.names());
        names.addAll(to.names());
        List<FileDifference> found = new ArrayList<>();
        for (String name : names) {
            List<String> before = lines(from, name);
            List<String> after = lines(to, name);
            if (!before.equals(after) || from.contains(name) != to.contains(name)) {
                found.add(new FileDifference(name, kind(from, to, name), unified(before, after)));
            }
        }
        return found;
    }

    private static Kind kind(Candidate from, Candidate to, String name) {
        if (!from.contains(name)) {
            return Kind.ADDED;
        }
        return to.contains(name) ? Kind.CHANGED : Kind.REMOVED;
    }

    private static List<String> unified(List<String> before, List<String> after) {
        List<String> lines =
                UnifiedDiffUtils.generateUnifiedDiff("", "", before, DiffUtils.diff(before, after), AROUND);
        return lines.size() <= HEADER ? List.of() : List.copyOf(lines.subList(HEADER, lines.size()));
    }

    private static List<String> lines(Candidate candidate, String name) {
        return candidate.findText(name).map(text -> text.lines().toList()).orElse(List.of());
    }
}
