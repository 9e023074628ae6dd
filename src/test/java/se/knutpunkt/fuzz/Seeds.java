package se.knutpunkt.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a fuzzer begins with: files that say what good and bad input looks like. */
public final class Seeds {

    /** Larger files teach a fuzzer little and slow it down. */
    private static final int MOST_BYTES = 6_000;

    /** All are tried before anything else is. */
    private static final int MOST_FILES = 40;

    /** The second is there only where the samples of third parties are. */
    private static final List<Path> ROOTS = List.of(Path.of("test-data"), Path.of("../shared/samples"));

    private Seeds() {}

    /** Small files whose path, with {@code /} between its parts, holds {@code place}; where there are many, evenly chosen ones. */
    public static List<byte[]> files(String place) {
        Pattern pattern = Pattern.compile(place);
        List<byte[]> all = ROOTS.stream()
                .filter(Files::isDirectory)
                .flatMap(Seeds::walk)
                .filter(file ->
                        pattern.matcher(file.toString().replace('\\', '/')).find())
                .map(Seeds::read)
                .filter(bytes -> bytes.length <= MOST_BYTES)
                .toList();
        int step = Math.max(1, all.size() / MOST_FILES);
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** Texts written out. */
    public static List<byte[]> texts(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Stream<Path> walk(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
