package se.knutpunkt.operate.configure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One place where two trees differ.
 *
 * @param path the place, such as {@code /patient/name/family}
 * @param before its value before; empty where there was none
 * @param after its value after; empty where there is none
 */
public record TreeDifference(String path, String before, String after) {

    /** Every place where the trees differ, leaf by leaf. */
    static List<TreeDifference> between(JsonNode before, JsonNode after) {
        List<TreeDifference> found = new ArrayList<>();
        compare("", before, after, found);
        return found;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<TreeDifference> found) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + name, before.path(name), after.path(name), found));
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(path + "/" + i, before.path(i), after.path(i), found);
            }
        } else {
            found.add(new TreeDifference(path, text(before), text(after)));
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "" : node.isValueNode() ? node.asText() : node.toString();
    }
}
