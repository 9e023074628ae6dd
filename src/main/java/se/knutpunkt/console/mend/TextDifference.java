package se.knutpunkt.console.mend;

import java.util.ArrayList;
import java.util.List;

/** Two texts line by line, for a person who has to see what was changed. */
final class TextDifference {

    /** Beyond this many lines each way the whole middle is shown as changed. */
    private static final int MOST = 2_000;

    private TextDifference() {}

    /**
     * One line.
     *
     * @param sign {@code -} for one that is gone, {@code +} for one that is new, a space for one that stayed
     */
    public record Line(String sign, String text) {}

    static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int start = 0;
        while (start < old.size() && start < now.size() && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < old.size() - start
                && end < now.size() - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        old.subList(0, start).forEach(line -> lines.add(new Line(" ", line)));
        middle(old.subList(start, old.size() - end), now.subList(start, now.size() - end), lines);
        old.subList(old.size() - end, old.size()).forEach(line -> lines.add(new Line(" ", line)));
        return lines;
    }

    /** By the longest common subsequence. */
    private static void middle(List<String> old, List<String> now, List<Line> lines) {
        if (old.size() > MOST || now.size() > MOST) {
            old.forEach(line -> lines.add(new Line("-", line)));
            now.forEach(line -> lines.add(new Line("+", line)));
            return;
        }
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(" ", old.get(i++)));
                j++;
            } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line("-", old.get(i++)));
            } else {
                lines.add(new Line("+", now.get(j++)));
            }
        }
    }
}
