package se.knutpunkt.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private Instant now = START;
    private final TimeOrderedIds ids = new TimeOrderedIds(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void theyDoNotGoBackWithTheClock() {
        List<String> drawn = new ArrayList<>();
        for (Duration jump : List.of(
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ofHours(-1),
                Duration.ofMillis(1),
                Duration.ofMinutes(-5),
                Duration.ofHours(2))) {
            now = now.plus(jump);
            for (int i = 0; i < 100; i++) {
                drawn.add(ids.next().toString());
            }
        }
        assertThat(drawn).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theMendOfAClockThatWasFarWrongIsFollowed() {
        now = Instant.parse("2036-01-01T00:00:00Z");
        millis();
        now = START;
        assertThat(millis()).isEqualTo(START.toEpochMilli());
    }

    private long millis() {
        return ids.next().getMostSignificantBits() >>> 16;
    }
}
