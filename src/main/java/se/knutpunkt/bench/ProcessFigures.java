package se.knutpunkt.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/** What Linux tells of a process under {@code /proc}; zero where there is none. */
final class ProcessFigures {

    /** Clock ticks a second in {@code /proc}, on every Linux there is a JDK for. */
    private static final double TICKS = 100;

    private static final int USER_TIME = 11;

    private ProcessFigures() {}

    /** Seconds of processor time of a process and of the children it has waited for. */
    static double processorSeconds(long pid) {
        return ticks(pid) / TICKS;
    }

    /** The same for a process and everything it has started, such as the sessions of a database server. */
    static double processorSecondsOfAll(long pid) {
        return sumOfAll(pid, ProcessFigures::ticks) / TICKS;
    }

    static long residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }

    /** Process id of the database server whose cluster is in {@code folder}. */
    static long databasePid(Path folder) {
        try {
            return Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException none) {
            return 0;
        }
    }

    private static long sumOfAll(long pid, ToLongFunction<Long> figure) {
        long sum = figure.applyAsLong(pid);
        List<ProcessHandle> below = ProcessHandle.of(pid)
                .map(handle -> handle.descendants().toList())
                .orElse(List.of());
        for (ProcessHandle process : below) {
            sum += figure.applyAsLong(process.pid());
        }
        return sum;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name, in parentheses, may hold anything; what is counted stands after it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = USER_TIME; i < USER_TIME + 4; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (IOException gone) {
            return 0;
        }
    }
}
