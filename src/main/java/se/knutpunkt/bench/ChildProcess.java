package se.knutpunkt.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** This program in a process of its own: the same jar or class path, the same Java. It never outlives the benchmark. */
final class ChildProcess implements AutoCloseable {

    private static final int GONE_SECONDS = 120;

    private final Process process;
    private final Thread hook;

    private ChildProcess(Process process) {
        this.process = process;
        this.hook = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * @param jvm options of the JVM
     * @param mainClass the program's main class, for a class path that is not the packaged jar
     * @param arguments the program's own
     * @param folder the directory it works in
     * @param log what it writes to the error output, and to the output unless that is read, is added to this file
     * @param environment variables beside those of this process
     */
    record Start(
            List<String> jvm,
            String mainClass,
            List<String> arguments,
            Path folder,
            Path log,
            Map<String, String> environment) {}

    /** @param readOutput true when the caller reads what it prints */
    static ChildProcess start(Start start, boolean readOutput) {
        ProcessBuilder builder = new ProcessBuilder(command(start))
                .directory(start.folder().toFile())
                .redirectError(Redirect.appendTo(start.log().toFile()))
                .redirectOutput(
                        readOutput
                                ? Redirect.PIPE
                                : Redirect.appendTo(start.log().toFile()));
        // Nothing of the hub this program may be set up as reaches the one that is measured.
        builder.environment().keySet().removeIf(name -> name.startsWith("HUB_") || name.startsWith("SPRING_"));
        builder.environment().putAll(start.environment());
        try {
            return new ChildProcess(builder.start());
        } catch (IOException unstartable) {
            throw new HubException(ErrorCode.INTERNAL, "bench", "a process cannot be started", unstartable);
        }
    }

    Process process() {
        return process;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to stop and waits until it has; after two minutes it is killed. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook has nothing left to end
            return;
        }
    }

    // In order even when the benchmark is interrupted: a hub that is killed leaves its database running.
    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(GONE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Start start) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dfile.encoding=UTF-8");
        command.addAll(start.jvm());
        String classPath = System.getProperty("java.class.path");
        if (isPackaged(classPath)) {
            command.addAll(List.of("-jar", absolute(classPath)));
        } else {
            List<String> entries = new ArrayList<>();
            for (String entry : classPath.split(File.pathSeparator)) {
                entries.add(absolute(entry));
            }
            command.addAll(List.of("-cp", String.join(File.pathSeparator, entries), start.mainClass()));
        }
        command.addAll(start.arguments());
        return command;
    }

    /** True for the jar that holds all its libraries and starts by its own loader. */
    private static boolean isPackaged(String classPath) {
        if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
            return false;
        }
        try (JarFile jar = new JarFile(classPath)) {
            Manifest manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().getValue("Start-Class") != null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String absolute(String entry) {
        return Path.of(entry).toAbsolutePath().toString();
    }
}
