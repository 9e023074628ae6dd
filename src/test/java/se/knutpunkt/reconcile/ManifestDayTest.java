package se.knutpunkt.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.message.HubException;

class ManifestDayTest {

    private static final Instant NOW = Instant.parse("2026-11-24T11:00:00Z");

    @ParameterizedTest
    @CsvSource({"2026-03-29,23", "2026-10-25,25", "2026-11-24,24", "2026-12-31,24"})
    void aDayIsAsLongAsItIsInSweden(LocalDate date, long hours) {
        ManifestDay day = new ManifestDay(date);

        assertThat(Duration.between(day.from(), day.to())).isEqualTo(Duration.ofHours(hours));
        assertThat(day.after().from()).as("no moment is in two days or none").isEqualTo(day.to());
    }

    @Test
    void bothHoursOfTheSameNameInAutumnAreOfTheDay() {
        ManifestDay day = new ManifestDay(LocalDate.of(2026, 10, 25));

        assertThat(ManifestDay.of(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo(day);
        assertThat(ManifestDay.of(Instant.parse("2026-10-25T01:30:00Z"))).isEqualTo(day);
        assertThat(ManifestCsv.time(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo("2026-10-25T02:30:00+02:00");
        assertThat(ManifestCsv.time(Instant.parse("2026-10-25T01:30:00Z"))).isEqualTo("2026-10-25T02:30:00+01:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25", "2026-13-01", "yesterday", "", "2026-11-24T00:00"})
    void whatIsNoDayThatHasBegunIsRefused(String text) {
        assertThatThrownBy(() -> ManifestDay.read(text, NOW)).isInstanceOf(HubException.class);
    }

    @Test
    void aDayIsOverAfterItsMargin() {
        ManifestDay day = new ManifestDay(LocalDate.of(2026, 11, 23));

        assertThat(day.isOver(Instant.parse("2026-11-24T04:59:59Z"), Duration.ofHours(6)))
                .isFalse();
        assertThat(day.isOver(Instant.parse("2026-11-24T05:00:00Z"), Duration.ofHours(6)))
                .isTrue();
    }
}
