package se.knutpunkt.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwedishNumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0|0",
                "999|0|999",
                "1000|0|1_000",
                "1234567.5|1|1_234_567,5",
                "-1250|0|−1_250",
                "99.995|2|100,00",
                "-0.4|0|0"
            })
    void numbersAreWrittenAsInSwedish(BigDecimal value, int decimals, String text) {
        assertThat(SwedishNumbers.number(value, decimals)).isEqualTo(text.replace('_', '\u00a0'));
    }

    @Test
    void whatIsNotKnownIsNoNought() {
        assertThat(SwedishNumbers.withUnit(null, 2, "kr")).isEqualTo("–");
        assertThat(SwedishNumbers.duration(null)).isEqualTo("–");
    }

    @Test
    void datesAndLengthsAreWrittenOut() {
        assertThat(SwedishNumbers.date(LocalDate.of(2026, 11, 24))).isEqualTo("24\u00a0november\u00a02026");
        assertThat(SwedishNumbers.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(SwedishNumbers.duration(Duration.ofSeconds(40))).isEqualTo("40 s");
    }
}
