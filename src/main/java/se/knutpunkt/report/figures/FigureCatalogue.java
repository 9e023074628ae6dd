package se.knutpunkt.report.figures;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.CheckedFiles;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The register of figures: what each is, and which service an event belongs to. Checked against its schema when it is read. */
public final class FigureCatalogue {

    private static final String FILE = "figures/figures.yaml";
    private static final String SCHEMA = "figures/figures.schema.json";

    private final Map<String, FigureDefinition> definitions = new LinkedHashMap<>();
    private final Map<String, String> serviceByEvent = new HashMap<>();
    private final Map<String, List<String>> reasons = new LinkedHashMap<>();

    private FigureCatalogue(JsonNode root) {
        for (JsonNode node : root.get("figures")) {
            FigureDefinition definition = definition(node);
            if (definitions.put(definition.id(), definition) != null) {
                throw new HubException(ErrorCode.INTERNAL, FILE, definition.id() + " twice");
            }
        }
        root.get("services")
                .properties()
                .forEach(service ->
                        service.getValue().forEach(event -> serviceByEvent.put(event.asText(), service.getKey())));
        root.get("reasons")
                .properties()
                .forEach(reason -> reasons.put(
                        reason.getKey(),
                        List.of(
                                reason.getValue().get("sv").asText(),
                                reason.getValue().get("en").asText())));
    }

    /** The one that the hub comes with. */
    public static FigureCatalogue load() {
        Map<String, byte[]> files = Map.of(FILE, resource("figures.yaml"), SCHEMA, resource("figures.schema.json"));
        List<Defect> defects = new ArrayList<>();
        return new CheckedFiles(new Candidate(files), defects)
                .find(FILE, SCHEMA)
                .map(document -> new FigureCatalogue(document.root()))
                .orElseThrow(() -> new HubException(ErrorCode.INTERNAL, FILE, defects.toString()));
    }

    /** In order of the file, which is that of the report. */
    public List<FigureDefinition> list() {
        return List.copyOf(definitions.values());
    }

    public FigureDefinition get(String id) {
        return find(id).orElseThrow(() -> new HubException(ErrorCode.INTERNAL, FILE, "no figure " + id));
    }

    public Optional<FigureDefinition> find(String id) {
        return Optional.ofNullable(definitions.get(id));
    }

    /** Id of the service whose flow the event is part of; empty for one that is part of none. */
    public String serviceOf(String event) {
        return serviceByEvent.getOrDefault(event, "");
    }

    /** Events by service, as the file says. */
    public Map<String, String> services() {
        return Collections.unmodifiableMap(serviceByEvent);
    }

    /** Why a figure has no value, in words. */
    public String reason(String reason, Locale locale) {
        return Optional.ofNullable(reasons.get(reason))
                .map(texts -> texts.get(locale.getLanguage().equals("sv") ? 0 : 1))
                .orElse(reason);
    }

    private static FigureDefinition definition(JsonNode node) {
        Set<String> scopes = new LinkedHashSet<>();
        node.get("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new FigureDefinition(
                node.get("id").asText(),
                node.get("heading").asText(),
                node.at("/name/sv").asText(),
                node.at("/name/en").asText(),
                Unit.ofCode(node.get("unit").asText()),
                node.get("decimals").asInt(),
                FigureDefinition.Better.valueOf(node.get("better").asText().toUpperCase(Locale.ROOT)),
                Collections.unmodifiableSet(scopes),
                node.path("personal").asBoolean(false),
                node.at("/definition/sv").asText(),
                node.at("/definition/en").asText(),
                node.get("source").asText(),
                node.get("unconfirmed").asBoolean());
    }

    private static byte[] resource(String name) {
        try (InputStream stream = FigureCatalogue.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new HubException(ErrorCode.INTERNAL, name, "is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, name, "cannot be read", e);
        }
    }
}
