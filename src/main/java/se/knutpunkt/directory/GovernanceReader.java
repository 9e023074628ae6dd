package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.directory.governance.DocumentTrail;
import se.knutpunkt.directory.governance.GovernanceRegisterReader;
import se.knutpunkt.directory.service.ServiceProfileReader;

/** Makes services and governing documents of their files. */
final class GovernanceReader {

    private final References references;
    private final ServiceProfileReader profiles;
    private final GovernanceRegisterReader register;
    private final List<Defect> defects;

    GovernanceReader(
            References references,
            ServiceProfileReader profiles,
            GovernanceRegisterReader register,
            List<Defect> defects) {
        this.references = references;
        this.profiles = profiles;
        this.register = register;
        this.defects = defects;
    }

    Service readService(YamlDocument document) {
        JsonNode root = document.root();
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < root.get("documents").size(); i++) {
            String id = root.get("documents").get(i).asText();
            documents.add(id);
            requireDocument(document, "/documents/" + i, id);
        }
        return new Service(
                document.stem(),
                root.at("/name/sv").asText(),
                root.at("/name/en").asText(),
                documents,
                profiles.read(document));
    }

    Optional<GoverningDocument> readDocument(YamlDocument document) {
        JsonNode root = document.root();
        int before = defects.size();
        if (root.has("under")) {
            requireDocument(document, "/under", root.get("under").asText());
        }
        Optional<LocalDate> from = date(document, "/validFrom");
        Optional<LocalDate> until = date(document, "/validUntil");
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            defects.add(
                    document.defect("/validUntil", "ends before it begins", "allowed: " + from.get() + " or later"));
        }
        DocumentTrail trail = register.trail(document);
        if (defects.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new GoverningDocument(
                document.stem(),
                root.get("level").asText(),
                root.get("name").asText(),
                root.path("under").asText(""),
                root.get("decidedBy").asText(),
                from.orElseThrow(),
                until,
                root.get("source").asText(),
                root.get("unconfirmed").asBoolean(),
                parameters(root),
                amounts(document),
                trail));
    }

    private static Map<String, AgreementParameter> parameters(JsonNode root) {
        Map<String, AgreementParameter> parameters = new HashMap<>();
        root.path("parameters")
                .properties()
                .forEach(field -> parameters.put(
                        field.getKey(),
                        parameter(field.getValue(), field.getValue().get("value"))));
        return parameters;
    }

    private Map<Integer, AgreementParameter> amounts(YamlDocument document) {
        Map<Integer, AgreementParameter> amounts = new HashMap<>();
        JsonNode rows = document.root().path("amounts");
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            if (amounts.put(row.get("year").asInt(), parameter(row, row.get("kronor"))) != null) {
                defects.add(
                        document.defect("/amounts/" + i + "/year", "the year stands twice", "allowed: one row a year"));
            }
        }
        return amounts;
    }

    private static AgreementParameter parameter(JsonNode node, JsonNode value) {
        return new AgreementParameter(
                value.asText(),
                node.get("source").asText(),
                node.get("unconfirmed").asBoolean());
    }

    private Optional<LocalDate> date(YamlDocument document, String pointer) {
        JsonNode node = document.root().at(pointer);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(node.asText()));
        } catch (DateTimeException e) {
            defects.add(document.defect(pointer, "there is no such date", "allowed: a date as YYYY-MM-DD"));
            return Optional.empty();
        }
    }

    private void requireDocument(YamlDocument document, String pointer, String id) {
        if (!references.hasDocument(id)) {
            defects.add(document.defect(
                    pointer,
                    "there is no document " + id,
                    "create adapters/governance/" + id + ".yaml, or name another"));
        }
    }
}
