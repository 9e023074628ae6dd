package se.knutpunkt.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.episode.EpisodeRules;

/** The project's own catalogue for tests, read once. */
public final class TestCatalogue {

    private static final Map<String, byte[]> FILES = readFiles();
    private static final Catalogue CATALOGUE = read();

    private TestCatalogue() {}

    /** The catalogue of the working tree; the same object for all tests. */
    public static Catalogue get() {
        return CATALOGUE;
    }

    /** The files under mappings/, by name; the caller may change the map. */
    public static Map<String, byte[]> files() {
        return new TreeMap<>(FILES);
    }

    /** The defects of a set of files. */
    public static List<Defect> defects(Map<String, byte[]> files) {
        List<Defect> defects = new ArrayList<>();
        new CatalogueReader(EpisodeRules.words()).read(new Candidate(files), defects);
        return defects;
    }

    private static Catalogue read() {
        List<Defect> defects = new ArrayList<>();
        Catalogue catalogue = new CatalogueReader(EpisodeRules.words()).read(new Candidate(FILES), defects);
        if (!defects.isEmpty()) {
            throw new AssertionError(defects.toString());
        }
        return catalogue;
    }

    private static Map<String, byte[]> readFiles() {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(Path.of("mappings"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(file.toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
