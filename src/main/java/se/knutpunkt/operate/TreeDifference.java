package se.knutpunkt.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * One place where two trees differ.
 *
 * @param kind {@code added}, {@code removed} or {@code changed}
 * @param pointer JSON pointer of the place
 * @param before what stood there; empty when added
 * @param after what stands there; empty when removed
 */
public record TreeDifference(String kind, String pointer, String before, String after) {

    private static final EnumSet<DiffFlags> PLAIN = EnumSet.of(
            DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION, DiffFlags.ADD_ORIGINAL_VALUE_ON_REPLACE);

    /** All places, in the order of the document. */
    public static List<TreeDifference> list(JsonNode before, JsonNode after) {
        List<TreeDifference> all = new ArrayList<>();
        for (JsonNode change : JsonDiff.asJson(before, after, PLAIN)) {
            String value = change.path("value").toString();
            String pointer = change.path("path").asText();
            all.add(
                    switch (change.path("op").asText()) {
                        case "add" -> new TreeDifference("added", pointer, "", value);
                        case "remove" -> new TreeDifference("removed", pointer, value, "");
                        default ->
                            new TreeDifference(
                                    "changed", pointer, change.path("fromValue").toString(), value);
                    });
        }
        return all;
    }
}
