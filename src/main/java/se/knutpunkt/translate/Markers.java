package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

/**
 * Refusals that a JSLT expression leaves in its output: JSLT has no exceptions that would let it tell of more than one, so a value that
 * cannot be converted is replaced by an object that holds the refusal, and the output is searched for such. A sender cannot forge one:
 * what is read from bytes never holds a Java object.
 */
final class Markers {

    private static final String KEY = "$refusal";

    private Markers() {}

    static ObjectNode refusal(ErrorCode code, String place, String detail) {
        ObjectNode marker = JsonNodeFactory.instance.objectNode();
        marker.set(KEY, new POJONode(new Refusal(code, place, detail)));
        return marker;
    }

    static boolean isRefusal(JsonNode node) {
        return node.size() == 1 && node.get(KEY) instanceof POJONode held && held.getPojo() instanceof Refusal;
    }

    /** Every refusal in {@code output}, each once, in the order they stand. */
    static List<Refusal> list(JsonNode output) {
        List<Refusal> refusals = new ArrayList<>();
        collect(output, refusals);
        return refusals.stream().distinct().toList();
    }

    private static void collect(JsonNode node, List<Refusal> refusals) {
        if (isRefusal(node)) {
            refusals.add((Refusal) ((POJONode) node.get(KEY)).getPojo());
        } else {
            node.forEach(child -> collect(child, refusals));
        }
    }
}
