package se.knutpunkt.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures were measured on.
 *
 * @param processors processors Java sees
 * @param memoryBytes the machine's memory
 * @param java version and name of the JVM
 * @param system operating system and kernel
 * @param loadBefore load average of the last minute before the run
 * @param date when the run began, ISO 8601
 */
record Machine(int processors, long memoryBytes, String java, String system, double loadBefore, String date) {

    static Machine read(String date) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                load(),
                date);
    }

    /** True when something else was running: the figures are then the machine's and not the hub's. */
    boolean isNoisy() {
        return loadBefore > processors / 2.0;
    }

    private static long memory() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemTotal:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException notLinux) {
            return 0;
        }
        return 0;
    }

    private static double load() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException notLinux) {
            return 0;
        }
    }
}
