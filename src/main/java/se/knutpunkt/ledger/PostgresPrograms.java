package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Runs PostgreSQL's own programs. PostgreSQL refuses to run as root; there it runs in a user namespace of its own
 * ({@code unshare -U}), in which the same user is nobody.
 */
final class PostgresPrograms {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final int TIMEOUT_SECONDS = 630;

    private final Path home;
    private final Path output;
    private final List<String> prefix;

    /**
     * @param home folder with {@code bin}
     * @param output file the programs' own output is appended to
     */
    PostgresPrograms(Path home, Path output) {
        this.home = home;
        this.output = output;
        this.prefix = isRoot() ? List.of("unshare", "-U") : List.of();
    }

    /** Runs a program to its end; DATABASE_START_FAILED unless it ends well. */
    void require(String program, List<String> arguments) {
        int status = run(program, arguments);
        if (status != 0) {
            String asRoot = prefix.isEmpty()
                    ? ""
                    : "; run the hub as another user than root if user namespaces are forbidden here";
            throw new HubException(
                    ErrorCode.DATABASE_START_FAILED,
                    program,
                    "ended with status " + status + ", see " + output.getFileName() + asRoot);
        }
    }

    /** Runs a program to its end and gives its exit status. */
    int run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new HubException(ErrorCode.DATABASE_START_FAILED, program, "cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubException(ErrorCode.DATABASE_START_FAILED, program, "interrupted", e);
        }
    }

    private boolean isRoot() {
        try {
            Files.writeString(output, "", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return Integer.valueOf(0).equals(uid);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            LOG.debug("no /proc here, so not asked whether this is root");
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
