package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Every way of spoiling a good message at one place: removed, doubled, of another kind, with other words, with a stranger added. */
final class Mutations {

    /**
     * A spoilt message.
     *
     * @param name what was done where
     * @param bundle the message
     */
    record Mutant(String name, ObjectNode bundle) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<JsonNode> OTHERS = List.of(
            JSON.textNode("no-such-word"),
            JSON.textNode(""),
            JSON.textNode(" x"),
            JSON.textNode("2026-02-30"),
            JSON.textNode("2026-11-02T25:00:00+01:00"),
            JSON.textNode("2026-11-02T09:15:00"),
            JSON.numberNode(7),
            JSON.numberNode(-1),
            JSON.numberNode(1.5),
            JSON.booleanNode(true),
            JSON.objectNode(),
            JSON.arrayNode(),
            JSON.nullNode(),
            JSON.objectNode().put("id", "x"),
            JSON.arrayNode().add("x"));

    /** Of all others at each place: every kind meets every type after some places. */
    static final int FEW = 3;

    static final int ALL = OTHERS.size();

    /** Has no divisor in common with the number of others, so that {@link #ALL} of them are each met once. */
    private static final int STEP = 4;

    private final Set<String> done = new HashSet<>();
    private final int othersEach;

    /** @param othersEach values to try at each place, {@link #FEW} or {@link #ALL} */
    Mutations(int othersEach) {
        this.othersEach = othersEach;
    }

    /** The mutants of a message, without those whose like another message gave already. */
    List<Mutant> of(ObjectNode bundle) {
        List<Mutant> mutants = new ArrayList<>();
        walk(bundle, bundle, "Bundle", mutants);
        return mutants;
    }

    private void walk(ObjectNode bundle, JsonNode node, String path, List<Mutant> mutants) {
        if (node instanceof ObjectNode object) {
            String here =
                    object.has("resourceType") ? object.path("resourceType").asText() : path;
            spoil(
                    mutants,
                    bundle,
                    here + " +unknown",
                    () -> object.put("noSuchElement", "x"),
                    () -> object.remove("noSuchElement"));
            spoil(
                    mutants,
                    bundle,
                    here + " +modifierExtension",
                    () -> object.putArray("modifierExtension")
                            .addObject()
                            .put("url", "http://example.org/x")
                            .put("valueCode", "x"),
                    () -> object.remove("modifierExtension"));
            if (!object.has("extension")) {
                spoil(
                        mutants,
                        bundle,
                        here + " +extension",
                        () -> object.putArray("extension")
                                .addObject()
                                .put("url", Fhir.HAPPENED_AT)
                                .put("valueDateTime", "2026-11-02"),
                        () -> object.remove("extension"));
            }
            for (String name : names(object)) {
                JsonNode value = object.get(name);
                replace(mutants, bundle, here + "." + name, value, changed -> object.set(name, changed));
                spoil(
                        mutants,
                        bundle,
                        here + "." + name + " removed",
                        () -> object.remove(name),
                        () -> object.set(name, value));
                spoil(
                        mutants,
                        bundle,
                        here + "._" + name,
                        () -> object.putObject("_" + name)
                                .putArray("extension")
                                .addObject()
                                .put("url", Fhir.ATTEMPT)
                                .put("valuePositiveInt", 1),
                        () -> object.remove("_" + name));
                walk(bundle, value, here + "." + name, mutants);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                JsonNode value = array.get(i);
                String here = path + "[" + word(value) + "]";
                replace(mutants, bundle, here, value, changed -> array.set(at, changed));
                spoil(mutants, bundle, here + " removed", () -> array.remove(at), () -> array.insert(at, value));
                spoil(
                        mutants,
                        bundle,
                        here + " doubled",
                        () -> array.insert(at, value.deepCopy()),
                        () -> array.remove(at));
                walk(bundle, value, here, mutants);
            }
        }
    }

    private void replace(List<Mutant> mutants, ObjectNode bundle, String path, JsonNode value, Consumer<JsonNode> set) {
        // a few of the others at each place, different ones at different places: all kinds meet all types
        int first = Math.floorMod(path.hashCode(), OTHERS.size());
        for (int i = 0; i < othersEach; i++) {
            JsonNode other = OTHERS.get((first + i * STEP) % OTHERS.size());
            if (!other.equals(value)) {
                spoil(mutants, bundle, path + " = " + other, () -> set.accept(other), () -> set.accept(value));
            }
        }
    }

    private void spoil(List<Mutant> mutants, ObjectNode bundle, String name, Runnable change, Runnable back) {
        if (done.add(name)) {
            // the change is made in place, copied, and taken back
            change.run();
            mutants.add(new Mutant(name, bundle.deepCopy()));
            back.run();
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What tells one item of an array from another: its url, system or kind. */
    private static String word(JsonNode item) {
        if (item.has("url")) {
            return item.path("url").asText();
        }
        if (item.has("system")) {
            return item.path("system").asText();
        }
        if (item.has("type")) {
            List<String> names = names((ObjectNode) item);
            return names.get(names.size() - 1);
        }
        return item.path("resource").path("resourceType").asText();
    }
}
