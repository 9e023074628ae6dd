package se.knutpunkt.console.mend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two contents line by line. */
class TextDifferenceTest {

    @Test
    void whatStayedWhatIsGoneAndWhatIsNewAreToldApart() {
        assertThat(told("a\nb\nc\nd", "a\nx\nc\nd\ne")).containsExactly(" a", "-b", "+x", " c", " d", "+e");
    }

    @Test
    void theSameIsTheSame() {
        assertThat(told("a\nb", "a\nb")).containsExactly(" a", " b");
        assertThat(told("", "")).isEmpty();
    }

    @Test
    void everyLineOfBothIsShown() {
        List<TextDifference.Line> lines = TextDifference.of("a\nb\na\nb", "b\na\nc");
        assertThat(text(lines, "-")).isEqualTo("abab");
        assertThat(text(lines, "+")).isEqualTo("bac");
    }

    private static List<String> told(String before, String after) {
        return TextDifference.of(before, after).stream()
                .map(line -> line.sign() + line.text())
                .toList();
    }

    /** The old text with {@code -}, the new one with {@code +}. */
    private static String text(List<TextDifference.Line> lines, String sign) {
        return lines.stream()
                .filter(line -> line.sign().equals(" ") || line.sign().equals(sign))
                .map(TextDifference.Line::text)
                .collect(Collectors.joining());
    }
}
