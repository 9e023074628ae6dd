package se.knutpunkt.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files that may come in force together, as bytes, in order of name. Immutable: what is checked is what is stored. */
public final class Candidate {

    /** Largest file, in bytes. */
    public static final int MAX_FILE_BYTES = 1_000_000;

    /** Most files. */
    public static final int MAX_FILES = 5_000;

    private static final List<String> FOLDERS = List.of("adapters", "mappings", "routes");

    private final TreeMap<String, byte[]> files;

    public Candidate(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    /** Reads {@code adapters/}, {@code mappings/} and {@code routes/} under {@code root}; hidden files are left out. */
    public static Candidate read(Path root, List<Defect> defects) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            Path start = root.resolve(folder);
            if (!Files.isDirectory(start)) {
                defects.add(
                        Defect.of(folder + "/", "", "the folder is missing", "create it, or set hub.configuration"));
                continue;
            }
            try (Stream<Path> walk = Files.walk(start)) {
                walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                        .filter(path -> !path.getFileName().toString().startsWith("."))
                        .sorted()
                        .limit(MAX_FILES + 1L)
                        .forEach(path -> readFile(root, path, files, defects));
            } catch (IOException e) {
                defects.add(Defect.of(folder + "/", "", "the folder cannot be read", "check its permissions"));
            }
        }
        if (files.size() > MAX_FILES) {
            defects.add(
                    Defect.of("", "", "more than " + MAX_FILES + " files", "move what is no configuration elsewhere"));
        }
        return new Candidate(files);
    }

    private static void readFile(Path root, Path path, Map<String, byte[]> files, List<Defect> defects) {
        String name = root.relativize(path).toString().replace('\\', '/');
        try {
            if (Files.size(path) > MAX_FILE_BYTES) {
                defects.add(Defect.of(name, "", "the file is too large", "allowed: " + MAX_FILE_BYTES + " bytes"));
            } else {
                files.put(name, Files.readAllBytes(path));
            }
        } catch (IOException e) {
            defects.add(Defect.of(name, "", "the file cannot be read", "check its permissions"));
        }
    }

    /** Names of all files, relative to the root, with {@code /} between folders, in order. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** Names of the files directly in {@code folder}, such as {@code adapters/parties}, that end with {@code suffix}; in order. */
    public List<String> list(String folder, String suffix) {
        String prefix = folder + "/";
        return files.keySet().stream()
                .filter(name ->
                        name.startsWith(prefix) && name.endsWith(suffix) && name.indexOf('/', prefix.length()) < 0)
                .toList();
    }

    public boolean contains(String name) {
        return files.containsKey(name);
    }

    /** The bytes of a file; the caller must not change them. */
    public Optional<byte[]> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** A file as UTF-8 text. */
    public Optional<String> findText(String name) {
        return find(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
