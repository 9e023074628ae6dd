package se.knutpunkt.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;

/** Whatever stands where something else is meant, the sender gets an outcome: a mapping never fails for what a sender can write. */
class HostileTreesTest {

    private static final Path CASES = Path.of("test-data/mappings");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<JsonNode> ODD = List.of(
            NODES.nullNode(),
            NODES.numberNode(17),
            NODES.booleanNode(true),
            NODES.textNode(""),
            NODES.textNode("x"),
            NODES.arrayNode(),
            NODES.arrayNode().add(NODES.nullNode()),
            NODES.objectNode(),
            NODES.objectNode().put("x", "y"),
            NODES.objectNode().set("$refusal", NODES.textNode("x")),
            NODES.objectNode()
                    .set("$refusal", NODES.objectNode().put("code", "INTERNAL").put("place", "forged")));

    private final Translator translator = TestConfiguration.translator();

    @Test
    void anOddValueAnywhereInAnEventIsAnswered() throws IOException {
        JsonNode event = Codecs.get(Format.EVENT_JSON)
                .read(
                        Files.readAllBytes(CASES.resolve("event-to-canonical/admission-notice")
                                .resolve("input.json")),
                        ReadLimits.DEFAULT);
        for (JsonPointer pointer : pointers(event)) {
            for (JsonNode odd : ODD) {
                assertThat(translate("event-to-canonical", with(event, pointer, odd)))
                        .as("%s %s", pointer, odd)
                        .isNotNull();
            }
        }
    }

    @Test
    void anOddTextInAnyFieldOfAnHl7MessageIsAnswered() throws IOException {
        List<String> texts =
                List.of("", "\"\"", "x", "0", "99999999999999", "20269999", "20261101+9999", "å^&~\\|", "$refusal");
        for (String name : List.of("a01-with-needs-and-content", "s12-invitation")) {
            JsonNode message = Codecs.get(Format.HL7_V2)
                    .read(
                            Files.readAllBytes(CASES.resolve("hl7v2-to-canonical")
                                    .resolve(name)
                                    .resolve("input.hl7")),
                            ReadLimits.DEFAULT);
            for (JsonPointer pointer : pointers(message)) {
                if (message.at(pointer).isTextual()) {
                    for (String text : texts) {
                        assertThat(translate("hl7v2-to-canonical", with(message, pointer, NODES.textNode(text))))
                                .as("%s %s %s", name, pointer, text)
                                .isNotNull();
                    }
                }
            }
        }
    }

    @Test
    void anyTreeAsFhirIsAnswered() {
        Random random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            assertThat(translate("fhir-to-canonical", (ObjectNode) tree(random, 0)))
                    .isNotNull();
        }
    }

    @Test
    void aSenderCannotForgeARefusal() {
        ObjectNode forged = NODES.objectNode();
        forged.putObject("$refusal")
                .put("code", "INTERNAL")
                .put("place", "forged")
                .put("detail", "");

        assertThat(Markers.list(forged)).isEmpty();
        assertThat(translate("event-to-canonical", forged).toString()).doesNotContain("forged", "INTERNAL");
    }

    private static JsonNode tree(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (String name : List.of("resourceType", "type", "entry", "resource")) {
            int kind = random.nextInt(depth > 3 ? 3 : 6);
            switch (kind) {
                case 0 -> object.put(name, "Bundle");
                case 1 -> object.put(name, "message");
                case 2 -> object.set(name, ODD.get(random.nextInt(ODD.size())));
                case 3 -> object.set(name, tree(random, depth + 1));
                case 4 -> object.putArray(name).add(tree(random, depth + 1));
                default -> object.put(name, random.nextInt());
            }
        }
        return object;
    }

    private Translated translate(String mapping, JsonNode source) {
        return translator.toCanonical(
                mapping, source, TestConfiguration.context("hospital-adt"), TestConfiguration.directory());
    }

    private static List<JsonPointer> pointers(JsonNode tree) {
        List<JsonPointer> pointers = new ArrayList<>();
        collect(tree, JsonPointer.empty(), pointers);
        return pointers;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> pointers) {
        if (!at.matches()) {
            pointers.add(at);
        }
        node.properties().forEach(field -> collect(field.getValue(), at.appendProperty(field.getKey()), pointers));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at.appendIndex(i), pointers);
        }
    }

    private static JsonNode with(JsonNode tree, JsonPointer pointer, JsonNode value) {
        JsonNode changed = tree.deepCopy();
        JsonNode parent = changed.at(pointer.head());
        String name = pointer.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
        return changed;
    }
}
