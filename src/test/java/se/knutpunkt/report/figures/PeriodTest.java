package se.knutpunkt.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.message.HubException;

/** Quarters and years by the calendar of Sweden. */
class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "2026Q1, 2025-12-31T23:00:00Z, 2026-03-31T22:00:00Z, 129540, 2025Q4",
        "2026Q3, 2026-06-30T22:00:00Z, 2026-09-30T22:00:00Z, 132480, 2026Q2",
        "2026Q4, 2026-09-30T22:00:00Z, 2026-12-31T23:00:00Z, 132540, 2026Q3",
        "2024,   2023-12-31T23:00:00Z, 2024-12-31T23:00:00Z, 527040, 2023"
    })
    void aPeriodBeginsAndEndsAtMidnightInSweden(
            String name, Instant start, Instant end, long minutes, String previous) {
        Period period = Period.parse(name);
        assertThat(period).hasToString(name);
        assertThat(period.start()).isEqualTo(start);
        assertThat(period.end()).isEqualTo(end);
        assertThat(period.minutes()).isEqualTo(minutes);
        assertThat(period.previous()).hasToString(previous);
        assertThat(period.isOver(end)).isTrue();
        assertThat(period.isOver(end.minusNanos(1))).isFalse();
    }

    @Test
    void theFourBeforeComeOldestFirst() {
        assertThat(Period.parse("2026Q2").listPrevious(4).toString()).isEqualTo("[2025Q2, 2025Q3, 2025Q4, 2026Q1]");
        assertThat(Period.quarterOf(Instant.parse("2026-09-30T22:00:00Z"))).hasToString("2026Q4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026Q5", "2026Q0", "26Q1", "2026-Q1", "1999", "2026q1", " 2026Q1"})
    void whatIsNoPeriodIsRefused(String name) {
        assertThatThrownBy(() -> Period.parse(name)).isInstanceOf(HubException.class);
    }
}
