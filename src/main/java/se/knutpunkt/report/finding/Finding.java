package se.knutpunkt.report.finding;

import java.util.List;
import java.util.Locale;

/**
 * What a rule found.
 *
 * @param rule id of the rule
 * @param figure id of the figure
 * @param scopes what it was found for: parties or services; empty for the whole
 * @param sentence one Swedish sentence
 * @param decision what has to be decided because of it; empty for nothing
 */
public record Finding(
        String rule, String figure, Severity severity, List<String> scopes, String sentence, String decision)
        implements Comparable<Finding> {

    public Finding {
        scopes = List.copyOf(scopes);
    }

    /** How much it matters, the gravest first. */
    public enum Severity {
        SERIOUS("Allvarligt:"),
        NOTABLE("Att bevaka:"),
        GOOD("Bra:");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** Colour alone says nothing. */
        public String word() {
            return word;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(Finding other) {
        return severity.compareTo(other.severity);
    }
}
