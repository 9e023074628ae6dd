package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands of back-up and restore say to a command line or settings that make no sense. */
class BackupCommandsTest {

    @TempDir
    Path folder;

    private final StringWriter printed = new StringWriter();

    @BeforeEach
    void set() {
        System.setProperty("HUB_DATA", folder.resolve("data").toString());
        System.setProperty("HUB_BACKUP_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    }

    @AfterEach
    void clear() {
        List.of("HUB_DATA", "HUB_BACKUP_KEY", "HUB_DATABASE_URL").forEach(System::clearProperty);
    }

    @Test
    void anExternalDatabaseIsItsOwnersToBackUp() {
        System.setProperty("HUB_DATABASE_URL", "jdbc:postgresql://db/hub");
        assertThat(run("backup", "--to", folder.toString())).isEqualTo(2);
        assertThat(run("restore", "--from", folder.toString(), "--at", "latest"))
                .isEqualTo(2);
        assertThat(printed.toString()).contains("HUB-701").contains("owner's routine");
    }

    @Test
    void aMissingOrBadKeyIsSaid() {
        System.setProperty("HUB_BACKUP_KEY", "");
        assertThat(run("backup", "--to", folder.toString())).isEqualTo(1);
        assertThat(printed.toString()).contains("HUB_BACKUP_KEY").contains("is needed");
        System.setProperty("HUB_BACKUP_KEY", "c2hvcnQ=");
        assertThat(run("backup", "--to", folder.toString())).isEqualTo(1);
        assertThat(printed.toString()).contains("must be 32 bytes in base64");
    }

    @Test
    void anInstantWithoutOffsetIsRefused() {
        assertThat(run("restore", "--from", folder.toString(), "--at", "2026-11-24 11:00"))
                .isEqualTo(2);
        assertThat(printed.toString()).contains("give an instant with its offset");
    }

    @Test
    void aFolderWithoutBackUpAndADataDirectoryWithoutLedgerAreNamed() {
        assertThat(run("restore", "--from", folder.toString(), "--at", "latest"))
                .isEqualTo(1);
        assertThat(printed.toString()).contains("HUB-704").contains("holds no finished back-up");
        assertThat(run("restore", "--from", folder.resolve("none").toString(), "--at", "latest"))
                .isEqualTo(1);
        assertThat(run("backup", "--to", folder.toString())).isEqualTo(1);
        assertThat(printed.toString()).contains("HUB-705").contains("holds no ledger");
    }

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(printed, true);
        return new CommandLine(new Knutpunkt())
                .setExecutionExceptionHandler(new PlainFailure())
                .setOut(out)
                .setErr(out)
                .execute(arguments);
    }
}
