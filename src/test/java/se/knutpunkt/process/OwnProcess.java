package se.knutpunkt.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own that is killed with {@code kill -9}, and never outlives the test. */
final class OwnProcess {

    private static final int GONE_SECONDS = 120;
    private static final int LAST_LINES = 30;

    private List<String> command;
    private final Path log;
    private Process process;

    /**
     * @param arguments what follows {@code java}
     * @param log what it prints is added to this file
     */
    OwnProcess(List<String> arguments, Path log) {
        this.log = log;
        command(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(this::killIfAlive));
    }

    /** What it is from its next start on. */
    void command(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8"));
        words.addAll(arguments);
        command = words;
    }

    void start() {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    /** What it printed last, for whoever must find out why it ended. */
    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}; returns when the process is gone. */
    void kill() {
        kill(process.toHandle());
    }

    /** Asks it to stop, and waits until it has. */
    void stop() {
        process.destroy();
        await(process.toHandle());
    }

    static void kill(ProcessHandle handle) {
        if (!handle.destroyForcibly()) {
            throw new IllegalStateException("process " + handle.pid() + " was not killed: it is gone already");
        }
        await(handle);
    }

    private static void await(ProcessHandle handle) {
        try {
            handle.onExit().get(GONE_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException stays) {
            throw new IllegalStateException("process " + handle.pid() + " does not end", stays);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private void killIfAlive() {
        if (isAlive()) {
            process.destroyForcibly();
        }
    }
}
