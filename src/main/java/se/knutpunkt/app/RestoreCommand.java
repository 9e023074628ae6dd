package se.knutpunkt.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.knutpunkt.ledger.LedgerRestore;

/** Restores the embedded ledger and the keys to an instant, and lists what was accepted later. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Restore the embedded ledger and the keys to an instant; list what was accepted later (docs/backup.md).")
final class RestoreCommand implements Callable<Integer> {

    private static final String LATEST = "latest";

    @Spec
    private CommandSpec spec;

    @Option(names = "--from", required = true, description = "the back-up folder")
    private Path from;

    @Option(
            names = "--at",
            required = true,
            description = "an instant such as 2026-11-24T11:00:00Z or 2026-11-24T12:00:00+01:00, or: latest")
    private String at;

    @Option(
            names = "--list",
            description = "file for the list of what was accepted later; default accepted-later.csv under HUB_DATA")
    private Path list;

    @Override
    public Integer call() {
        Instant instant = readInstant();
        BackupSettings settings = BackupSettings.read();
        LedgerRestore.Restored restored = new LedgerRestore(settings.data(), from, settings.key()).restore(instant);
        Path file = list == null ? settings.data().resolve("accepted-later.csv") : list;
        LaterAcceptedList later = new LaterAcceptedList(restored.accepted());
        later.writeCsv(file);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "The ledger is as of %s; %d deliveries are open and marked as possible duplicates.%n",
                restored.instant(), restored.openDeliveries());
        if (restored.aside() != null) {
            out.printf("What stood there before is in %s.%n", restored.aside());
        }
        later.print(out);
        out.printf("The list is also in %s. Ask these senders to send these messages again.%n", file);
        out.printf(
                "What was accepted after %s is not known here: ask all senders for what they sent after it.%n",
                restored.reached());
        out.println("Now take a new back-up; the old ones do not reach past this restore.");
        out.flush();
        return 0;
    }

    private Instant readInstant() {
        if (LATEST.equals(at)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--at " + at + ": give an instant with its offset, such as 2026-11-24T12:00:00+01:00, or: latest",
                    e);
        }
    }
}
