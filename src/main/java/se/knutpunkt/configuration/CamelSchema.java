package se.knutpunkt.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Checks route files against the schema of the very Camel version in use. Takes a second, so not on the way to a start. */
public final class CamelSchema {

    private static final String RESOURCE = "/schema/camelYamlDsl.json";

    private final JsonSchema schema;

    public CamelSchema() {
        try (InputStream stream = CamelSchema.class.getResourceAsStream(RESOURCE)) {
            JsonNode tree = new ObjectMapper().readTree(stream);
            dropMarks(tree);
            this.schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(tree);
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, RESOURCE, "the schema of routes cannot be read", e);
        }
    }

    /** The schema marks what is deprecated with a word that its own draft does not have, and each would be a warning in the log. */
    private static void dropMarks(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("deprecated").isBoolean()) {
            object.remove("deprecated");
        }
        node.forEach(CamelSchema::dropMarks);
    }

    /** Adds what Camel would not understand in the document. */
    public void check(YamlDocument document, List<Defect> defects) {
        schema.validate(document.root()).stream()
                .filter(message -> !isPlaceholder(message))
                .map(message -> defect(document, message))
                .distinct()
                .sorted()
                .forEach(defects::add);
    }

    /** Camel puts the value of a setting in before it looks at the type; its schema does not know. */
    private static boolean isPlaceholder(ValidationMessage message) {
        return message.getType().equals("type")
                && message.getInstanceNode() != null
                && message.getInstanceNode().asText().matches("\\{\\{[a-z.-]+}}");
    }

    private static Defect defect(YamlDocument document, ValidationMessage message) {
        return SchemaDefect.of(document, SchemaValidator.pointerOf(message.getInstanceLocation()), message);
    }
}
