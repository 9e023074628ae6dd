package se.knutpunkt.operate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.operate.WatchedConfiguration;

/** Every kind of rule has its texts in both languages. */
class AlertTextsTest {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");
    private final AlertTexts texts = new AlertTexts();

    static Stream<String> kinds() {
        return WatchedConfiguration.directory().alerts().rules().stream().map(AlertRule::kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasItsTexts(String kind) {
        for (Locale locale : List.of(SWEDISH, Locale.ENGLISH)) {
            assertThat(texts.title(kind, "X", Map.of(), locale)).isNotBlank().doesNotContain("{", "}", ".title");
            assertThat(texts.text(kind, "X", Map.of(), locale)).isNotBlank().doesNotContain("{", "}", ".text");
            assertThat(texts.fill(kind + ".name", "", Map.of(), locale)).doesNotEndWith(".name");
        }
    }

    @Test
    void timesAreSwedishTime() {
        assertThat(texts.text("circuit-open", "Ale", Map.of("since", "2026-07-03T15:00:00Z", "attempts", "7"), SWEDISH))
                .isEqualTo("Ingen leverans har gått fram sedan 2026-07-03 17:00; 7 försök i rad har misslyckats.");
    }

    @Test
    void anotherLanguageGetsSwedish() {
        assertThat(texts.title("circuit-open", "Ale", Map.of(), Locale.GERMAN)).isEqualTo("Ale svarar inte");
    }
}
