package se.knutpunkt.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Degraded while the last back-up is too old, or there is none: messages flow all the same. */
final class BackupHealth implements HealthIndicator {
    private static final String DEGRADED = "DEGRADED";

    private final BackupRoutine routine;
    private final Duration oldAfter;
    private final Clock clock;

    BackupHealth(BackupRoutine routine, Duration oldAfter, Clock clock) {
        this.routine = routine;
        this.oldAfter = oldAfter;
        this.clock = clock;
    }

    @Override
    public Health health() {
        if (!routine.hasLooked()) {
            return Health.unknown().build();
        }
        Optional<Instant> last = routine.findLast();
        Optional<Duration> age = last.map(at -> Duration.between(at, clock.instant()));
        boolean fresh = age.filter(old -> old.compareTo(oldAfter) <= 0).isPresent();
        Health.Builder health = fresh ? Health.up() : Health.status(DEGRADED);
        return health.withDetail("last", last.map(Instant::toString).orElse("never"))
                .withDetail("ageSeconds", age.<Object>map(Duration::toSeconds).orElse("never"))
                .withDetail("oldAfterSeconds", oldAfter.toSeconds())
                .build();
    }
}
