package se.knutpunkt.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.Outbound;

class BackOffTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final Outbound outbound = outbound(Duration.ofSeconds(1), Duration.ofMinutes(5));
    private final BackOff backOff = new BackOff(new Random(1));

    @ParameterizedTest
    @CsvSource({"1,1000", "2,2000", "3,4000", "8,128000", "9,256000", "10,300000", "30,300000", "2000000000,300000"})
    void pauseDoublesToTheLongestAndAtMostHalfOfItIsChance(int attempt, long wholeMillis) {
        for (int i = 0; i < 200; i++) {
            assertThat(backOff.pause(outbound, attempt, Duration.ZERO).toMillis())
                    .isBetween(wholeMillis / 2, wholeMillis);
        }
    }

    @Test
    void lanesDoNotComeBackAllAtOnce() {
        Set<Duration> pauses = new java.util.HashSet<>();
        for (int i = 0; i < 50; i++) {
            pauses.add(backOff.pause(outbound, 5, Duration.ZERO));
        }
        assertThat(pauses).hasSizeGreaterThan(30);
    }

    @Test
    void sameSeedGivesSamePauses() {
        assertThat(new BackOff(new Random(7)).pause(outbound, 4, Duration.ZERO))
                .isEqualTo(new BackOff(new Random(7)).pause(outbound, 4, Duration.ZERO));
    }

    @Test
    void neverShorterThanTheReceiverAsked() {
        assertThat(backOff.pause(outbound, 1, Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|PT2M",
                " 7 |PT7S",
                "Tue, 24 Nov 2026 10:00:30 GMT|PT30S",
                "Tue, 24 Nov 2026 09:00:00 GMT|PT0S",
                "Tue, 31 Dec 2999 23:59:59 GMT|PT1H",
                "86400|PT1H",
                "99999999999999999999999|PT1H",
                "soon|PT0S",
                "-5|PT0S",
                "''|PT0S"
            })
    void retryAfterIsReadInBothFormsAndBelievedForAnHourAtMost(String header, Duration expected) {
        assertThat(RetryAfter.read(header, NOW)).isEqualTo(expected);
    }

    @Test
    void noRetryAfterIsNoPause() {
        assertThat(RetryAfter.read(null, NOW)).isZero();
    }

    static Outbound outbound(Duration first, Duration longest) {
        return new Outbound(
                Outbound.Channel.PUSH_FHIR,
                Format.FHIR_JSON,
                "",
                "http://127.0.0.1:1/",
                "",
                Set.of(),
                false,
                false,
                Duration.ofSeconds(5),
                2,
                5,
                first,
                longest,
                3);
    }
}
