package se.knutpunkt.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The samples beside the project, where they are: files of others, and what is expected of our own. */
final class SharedSamples {

    private static final Path ROOT = Path.of("..", "shared", "samples");

    private SharedSamples() {}

    /** One row of {@code own/EXPECTED.csv}. */
    record Expected(Path file, String entrance, String expected) {

        @Override
        public String toString() {
            return file.getParent().getFileName() + "/" + file.getFileName();
        }

        byte[] bytes() {
            return SharedSamples.bytes(file);
        }
    }

    static boolean arePresent() {
        return Files.isDirectory(ROOT);
    }

    static List<Expected> expected() {
        if (!arePresent()) {
            return List.of();
        }
        try {
            List<Expected> rows = new ArrayList<>();
            for (String line : Files.readAllLines(ROOT.resolve("own/EXPECTED.csv"))) {
                List<String> fields = fields(line);
                if (fields.size() >= 3 && fields.get(0).contains("/")) {
                    rows.add(new Expected(ROOT.resolve("own").resolve(fields.get(0)), fields.get(1), fields.get(2)));
                }
            }
            return rows;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The files under a folder with one of these endings, by name. */
    static List<Path> files(String folder, String... endings) {
        Path root = ROOT.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String text(Path file) {
        return new String(bytes(file), StandardCharsets.ISO_8859_1);
    }

    /** One line of a CSV file without line breaks in its fields. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char character : line.toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
