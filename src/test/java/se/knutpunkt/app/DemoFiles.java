package se.knutpunkt.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and bodies of the demo's test. */
final class DemoFiles {

    private DemoFiles() {}

    static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Not the unpacked programs of PostgreSQL, which the hub did not write. */
    static boolean isWrittenByTheHub(Path file) {
        return !file.toString().contains("postgres-bin") && !file.toString().endsWith(".p12");
    }

    /** The example of the README, made wrong in ways that hold a person in the wrong place. */
    static List<byte[]> badBodies() throws IOException {
        String good = Files.readString(Path.of("test-data/examples/admission-notice.json"))
                .replace("7f6f2c1e-3f64-4f0e-9a53-2b1f6a5d0001", "7f6f2c1e-3f64-4f0e-9a53-2b1f6a5d0099");
        return Stream.of(
                        good.substring(0, good.length() / 2),
                        good.replace("\"event\": \"admission-notice\"", "\"event\": \"193704219124\""),
                        good.replace("\"gender\": \"female\"", "\"gender\": \"Märta Åkesson\""),
                        good.replace("\"event\":", "\"193704219124\": \"Ängsvägen 4\", \"event\":"),
                        good.replace("2026-11-02T08:40:00+01:00", "193704219124"),
                        good.replace("\"patient\": {", "\"patient\": {\"id\": {}, "),
                        good.replace("193704219124", "193704219125"),
                        good.replace("SE2321000131-SYN000016N1", "193704219124"))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
