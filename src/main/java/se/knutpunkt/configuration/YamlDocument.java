package se.knutpunkt.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;

/**
 * A YAML file as a tree that remembers its lines.
 *
 * @param file name of the file, relative to the configuration folder
 * @param root the tree
 * @param lines line of each node, from one, by JSON pointer
 */
public record YamlDocument(String file, JsonNode root, Map<String, Integer> lines) {

    /** By name of the file. */
    public static final Comparator<YamlDocument> BY_FILE = Comparator.comparing(YamlDocument::file);

    /** A defect at a JSON pointer; the line is that of the nearest node that exists. */
    public Defect defect(String pointer, String problem, String mend) {
        return new Defect(file, pathOf(pointer), lineOf(pointer), problem, mend);
    }

    /** The file's name without folder and without what follows the first dot. */
    public String stem() {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.substring(0, name.indexOf('.'));
    }

    private int lineOf(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 0);
    }

    /** {@code /units/0/hsaId} as people write it: {@code units[0].hsaId}. */
    static String pathOf(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String step : pointer.split("/")) {
            if (step.isEmpty()) {
                continue;
            }
            String name = step.replace("~1", "/").replace("~0", "~");
            if (name.chars().allMatch(Character::isDigit)) {
                path.append('[').append(name).append(']');
            } else {
                path.append(path.length() > 0 ? "." : "").append(name);
            }
        }
        return path.toString();
    }

    /** A pointer one step longer. */
    static String child(String pointer, String step) {
        return pointer + "/" + step.replace("~", "~0").replace("/", "~1");
    }
}
