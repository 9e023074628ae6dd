package se.knutpunkt.operate.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TileRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final TileRules RULES = new TileRules(
            new OverviewSettings(Duration.ofMinutes(5), 1, Duration.ofHours(24), 30, Duration.ofHours(4)));

    private static TileState state(long held, boolean open, boolean paused, Integer oldestMinutes, Integer lastHours) {
        return RULES.state(
                held,
                open,
                paused,
                oldestMinutes == null ? null : NOW.minus(Duration.ofMinutes(oldestMinutes)),
                lastHours == null ? null : NOW.minus(Duration.ofHours(lastHours)),
                true,
                NOW);
    }

    @Test
    void theWorstThatIsTrueIsShown() {
        assertThat(state(0, false, false, null, 1)).isEqualTo(TileState.FLOWING);
        assertThat(state(0, false, false, 4, 1)).isEqualTo(TileState.FLOWING);
        assertThat(state(0, false, false, 6, 1)).isEqualTo(TileState.SLOW);
        assertThat(state(0, false, true, 6, 1)).isEqualTo(TileState.PAUSED);
        assertThat(state(1, false, true, 6, 1)).isEqualTo(TileState.FAILING);
        assertThat(state(0, true, false, null, 1)).isEqualTo(TileState.FAILING);
        assertThat(state(0, false, false, null, 25)).isEqualTo(TileState.SILENT);
        assertThat(state(0, false, false, null, null)).isEqualTo(TileState.SILENT);
    }

    @Test
    void nobodyIsCalledSilentBeforeTheHubHasLookedBackFarEnough() {
        assertThat(RULES.state(0, false, false, null, null, false, NOW)).isEqualTo(TileState.FLOWING);
    }
}
