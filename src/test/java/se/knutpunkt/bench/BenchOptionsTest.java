package se.knutpunkt.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

    private static final long MUCH_ROOM = 1_000_000_000_000L;

    @Test
    void sensibleOptionsHaveNoDefect() {
        assertThat(options(100, 30, 49, 2_000_000).listDefects(MUCH_ROOM)).isEmpty();
    }

    @Test
    void eachOptionThatMakesNoSenseIsNamedWithWhatIsAllowed() {
        assertThat(options(-1, 0, 50, 0).listDefects(MUCH_ROOM))
                .contains(
                        "--rate: -1 makes no sense, allowed is 1 to 10000",
                        "--seconds: 0 makes no sense, allowed is 1 to 86400",
                        "--receivers: 50 makes no sense, allowed is 1 to 49",
                        "--rows: 0 makes no sense, allowed is 1 to 100000000");
    }

    @Test
    void noRoomOnTheDiskIsADefectThatTellsHowMuchIsNeeded() {
        assertThat(options(100, 30, 49, 2_000_000).listDefects(1_000_000_000L))
                .singleElement()
                .asString()
                .startsWith("--folder: ")
                .contains("MB of room are needed", "1000 MB are free");
    }

    @Test
    void isolationWithOneReceiverHasNoOthers() {
        assertThat(options(100, 30, 1, 2_000_000).listDefects(MUCH_ROOM))
                .containsExactly("--receivers: the phase isolation needs at least 2");
    }

    @Test
    void moreRowsNeedMoreRoom() {
        assertThat(options(100, 30, 49, 2_000_000).neededBytes())
                .isGreaterThan(options(100, 30, 49, 10_000).neededBytes());
    }

    private static BenchOptions options(int rate, int seconds, int receivers, int rows) {
        Set<Phase> all = EnumSet.allOf(Phase.class);
        List<MessageSize> sizes = List.of(MessageSize.values());
        Path here = Path.of(".");
        return new BenchOptions(
                all,
                sizes,
                rate,
                500,
                200,
                10_000,
                seconds,
                40,
                receivers,
                rows,
                Math.min(rows, 10_000),
                10_000,
                32,
                1,
                here,
                here,
                false,
                List.of());
    }
}
