package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import se.knutpunkt.bench.BenchOptions;
import se.knutpunkt.bench.MessageSize;
import se.knutpunkt.bench.Phase;

class BenchCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--rate=-5; --rate: -5 makes no sense, allowed is 1 to 10000",
                "--seconds=0; --seconds: 0 makes no sense",
                "--sizes=2k,3k; --sizes: unknown '3k'",
                "--phases=latency,coffee; --phases: unknown 'coffee'",
                "--last-rate=100; --last-rate: 100 makes no sense, allowed is 200 to 10000",
                "--receivers=50; --receivers: 50 makes no sense, allowed is 1 to 49",
                "--rows=0; --rows: 0 makes no sense",
                "--backlog=-1; --backlog: -1 makes no sense",
                "--concurrency=0; --concurrency: 0 makes no sense",
                "--rows=99999999; of room are needed",
                "--rate=fast; Invalid value for option '--rate'",
                "--colour=red; Unknown option: '--colour=red'"
            })
    void nonsenseIsRefusedWithAClearMessageAndExitCode2(String option, String message) {
        StringWriter told = new StringWriter();
        int exitCode = new CommandLine(new Knutpunkt())
                .setErr(new PrintWriter(told, true))
                .execute("bench", option);
        assertThat(exitCode).isEqualTo(2);
        assertThat(told.toString()).contains(message);
    }

    @Test
    void withoutOptionsEverythingIsMeasuredAsTheIssueWantsIt() {
        BenchOptions options = options();
        assertThat(options.phases()).containsExactlyInAnyOrder(Phase.values());
        assertThat(options.sizes()).containsExactly(MessageSize.values());
        assertThat(options.rate()).isEqualTo(100);
        assertThat(options.resourceRate()).isEqualTo(500);
        assertThat(options.receivers()).isEqualTo(49);
        assertThat(options.rows()).isEqualTo(2_000_000);
        assertThat(options.firstRows()).isEqualTo(10_000);
        assertThat(options.backlog()).isEqualTo(10_000);
    }

    @Test
    void quickShortensEverythingButWhatIsSaid() {
        BenchOptions options = options("--quick", "--seconds=9");
        assertThat(options.phases()).containsExactlyInAnyOrder(Phase.values());
        assertThat(options.seconds()).isEqualTo(9);
        assertThat(options.rows()).isEqualTo(20_000);
    }

    private static BenchOptions options(String... arguments) {
        BenchCommand command = new BenchCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options();
    }
}
