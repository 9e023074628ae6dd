package se.knutpunkt.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import se.knutpunkt.bench.Figure.Aim;

class BenchTableTest {

    private static final Machine MACHINE =
            new Machine(2, 16_000_000_000L, "OpenJDK 17", "Linux 6 amd64", 0.5, "2026-11-24T12:00:00Z");

    @Test
    void theTableTellsMachineFiguresAimsAndPromises() {
        assertThat(BenchTable.write(result())).isEqualTo("""
                        2026-11-24T12:00:00Z: 2 processors, 16000 MB memory, OpenJDK 17, Linux 6 amd64, load 0.50 before the run

                        | figure | measured | aim | reached |
                        |---|---:|---:|---|
                        | ready | 13.50 s | at most 12 | **no** |
                        | sustained | 1200 messages/s | at least 1000 | yes |
                        | p50 | not measured: ms | at most 5 | **no** |
                        | bytes | 12345 bytes |  |  |

                        Counted by senders and receivers, by id: 10 accepted, 9 delivered, 1 lost, 0 twice unmarked, 2 twice marked, \
                        0 out of order, 0 refused, 0 without answer, 3 sent again
                        """);
    }

    @Test
    void theJsonIsOneLineWithEveryFigureAndTheAimsMissed() throws Exception {
        String json = BenchJson.write(result());
        assertThat(json.lines()).hasSize(1);
        JsonNode tree = new ObjectMapper().readTree(json);
        assertThat(tree.at("/machine/processors").asInt()).isEqualTo(2);
        assertThat(tree.at("/machine/noisy").asBoolean()).isFalse();
        assertThat(tree.at("/figures/start.seconds").asDouble()).isEqualTo(13.5);
        assertThat(tree.at("/figures/latency.p50Ms").isNull()).isTrue();
        assertThat(tree.path("missedAims").properties())
                .extracting(entry -> entry.getKey())
                .containsExactly("start.seconds", "latency.p50Ms");
        assertThat(tree.at("/promises/lost").asInt()).isEqualTo(1);
        assertThat(tree.path("promisesKept").asBoolean()).isFalse();
    }

    @Test
    void aMachineThatWasBusyIsCalledNoisy() {
        Machine busy = new Machine(2, 1, "", "", 7, "now");
        assertThat(busy.isNoisy()).isTrue();
        assertThat(BenchTable.machine(busy)).contains("noisy");
    }

    private static BenchResult result() {
        BenchResult result = new BenchResult(MACHINE);
        result.add("start.seconds", "ready", 13.5, "s", Aim.atMost(12));
        result.add("sustained.perSecond", "sustained", 1200, "messages/s", Aim.atLeast(1000));
        result.add("latency.p50Ms", "p50", Double.NaN, "ms", Aim.atMost(5));
        result.add("bytes", "bytes", 12345, "bytes");
        result.count(new Promises(10, 0, 0, 3, 9, 1, 0, 2, 0, ""));
        return result;
    }
}
