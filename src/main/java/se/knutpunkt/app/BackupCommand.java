package se.knutpunkt.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.knutpunkt.ledger.LedgerBackup;

/** Takes a back-up of the embedded ledger and the keys, also while the hub runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Back up the embedded ledger and the keys, encrypted, also while the hub runs (docs/backup.md).")
final class BackupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--to",
            required = true,
            defaultValue = "${env:HUB_BACKUP_TO}",
            description = "the back-up folder; default HUB_BACKUP_TO")
    private Path to;

    @Override
    public Integer call() {
        BackupSettings settings = BackupSettings.read();
        LedgerBackup.Taken taken = new LedgerBackup(settings.data(), to, settings.key()).take();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: one can restore to %s and later%n", taken.folder(), taken.from());
        if (!taken.masterKeyInside()) {
            out.println("The master key comes from HUB_MASTER_KEY and is not in the back-up: keep it safe by itself.");
        }
        out.flush();
        return 0;
    }
}
