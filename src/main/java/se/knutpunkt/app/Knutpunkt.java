package se.knutpunkt.app;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: without a command it is the hub for real, with production's safety checks on. */
@Command(
        name = "knutpunkt",
        mixinStandardHelpOptions = true,
        description = "Integration hub for discharge planning and coordinated care.",
        subcommands = {
            DemoCommand.class,
            CheckCommand.class,
            ReconcileCommand.class,
            BenchCommand.class,
            BenchReceiversCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ReportCommand.class
        })
public final class Knutpunkt implements Runnable {

    public static void main(String[] args) {
        CommandLine commandLine = new CommandLine(new Knutpunkt());
        commandLine.setExecutionExceptionHandler(new PlainFailure());
        int exitCode = commandLine.execute(args);
        // A started hub keeps running on its own threads; everything else has ended here.
        if (exitCode != 0 || !HubApplication.isRunning()) {
            System.exit(exitCode);
        }
    }

    @Override
    public void run() {
        HubApplication.start(StartSafety.production(), Map.of());
    }
}
