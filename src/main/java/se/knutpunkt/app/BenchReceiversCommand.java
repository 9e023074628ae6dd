package se.knutpunkt.app;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import se.knutpunkt.bench.ReceiverProcess;
import se.knutpunkt.message.TimeOrderedIds;

/** The receivers of the benchmark, in the process it starts for them; nobody calls it by hand. */
@Command(name = BenchReceiversCommand.NAME, hidden = true, description = "The receiving systems of the benchmark.")
final class BenchReceiversCommand implements Callable<Integer> {

    static final String NAME = "bench-receivers";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        QuietLog.begin();
        new ReceiverProcess(new TimeOrderedIds(), Clock.systemUTC())
                .run(spec.commandLine().getOut(), System.in);
        return 0;
    }
}
