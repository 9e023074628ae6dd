package se.knutpunkt.configuration;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.message.FailureTrace;

/** Checks documents against the JSON schemas that stand in the configuration folders; nothing is fetched from elsewhere. */
public final class SchemaValidator {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaValidator.class);
    private static final String BASE = "https://configuration.invalid/";

    private final Candidate candidate;
    private final JsonSchemaFactory factory;
    private final Map<String, JsonSchema> compiled = new HashMap<>();

    public SchemaValidator(Candidate candidate) {
        this.candidate = candidate;
        Map<String, String> schemas = new HashMap<>();
        for (String name : candidate.names()) {
            if (name.endsWith(".schema.json")) {
                schemas.put(BASE + name, candidate.findText(name).orElseThrow());
            }
        }
        this.factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(
                        loaders -> loaders.schemas(schemas).add(DisallowSchemaLoader.getInstance())));
    }

    /** Adds what {@code schema}, a file of the candidate, does not allow in the document; true when nothing. */
    public boolean validate(YamlDocument document, String schema, List<Defect> defects) {
        if (!candidate.contains(schema)) {
            defects.add(Defect.of(schema, "", "the schema is missing", "restore the file"));
            return false;
        }
        List<Defect> found = new ArrayList<>();
        try {
            for (ValidationMessage message : compile(schema).validate(document.root())) {
                found.add(SchemaDefect.of(document, pointerOf(message.getInstanceLocation()), message));
            }
        } catch (RuntimeException e) {
            // networknt has no exception of its own for a broken schema: it may be any of its, Jackson's or the JDK's.
            LOG.warn("schema {} not applied: {}", schema, FailureTrace.of(e));
            found.add(Defect.of(
                    schema,
                    "",
                    "not a JSON schema",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
        found.stream().distinct().sorted().forEach(defects::add);
        return found.isEmpty();
    }

    private JsonSchema compile(String schema) {
        return compiled.computeIfAbsent(schema, name -> factory.getSchema(SchemaLocation.of(BASE + name)));
    }

    static String pointerOf(JsonNodePath path) {
        String pointer = "";
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer = YamlDocument.child(pointer, String.valueOf(path.getElement(i)));
        }
        return pointer;
    }
}
