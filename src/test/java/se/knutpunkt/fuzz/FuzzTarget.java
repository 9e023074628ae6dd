package se.knutpunkt.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class {@code XFuzz} with {@code fuzzerTestOneInput(byte[])}, which throws on nothing but a fault, and {@code seeds()}. Found by
 * its name alone, so that none can be forgotten.
 */
record FuzzTarget(Class<?> type) {

    private static final Path CLASSES = Path.of("target/test-classes");

    static List<FuzzTarget> listAll() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith("Fuzz.class"))
                    .sorted()
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .map(FuzzTarget::load)
                    .filter(FuzzTarget::isTarget)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String name() {
        return type.getSimpleName();
    }

    @SuppressWarnings("unchecked")
    List<byte[]> seeds() {
        return (List<byte[]>) call("seeds", new Class<?>[0]);
    }

    /** One run with one input, without a fuzzer. */
    void run(byte[] input) {
        call("fuzzerTestOneInput", new Class<?>[] {byte[].class}, input);
    }

    private Object call(String method, Class<?>[] types, Object... values) {
        try {
            return type.getMethod(method, types).invoke(null, values);
        } catch (InvocationTargetException thrown) {
            throw new AssertionError(name() + "." + method, thrown.getCause());
        } catch (ReflectiveOperationException none) {
            throw new AssertionError(name() + " has no public static " + method, none);
        }
    }

    /** What targets have in common stands in classes that are not public. */
    private boolean isTarget() {
        return Modifier.isPublic(type.getModifiers());
    }

    private static FuzzTarget load(String name) {
        try {
            return new FuzzTarget(Class.forName(name));
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
