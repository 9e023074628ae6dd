package se.knutpunkt.report.finding;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.CheckedFiles;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The register of rules that the hub comes with, checked against its schema when it is read. */
public final class FindingRules {

    private static final String FILE = "findings/rules.yaml";
    private static final String SCHEMA = "findings/rules.schema.json";

    private final List<FindingRule> rules;

    private FindingRules(List<FindingRule> rules) {
        this.rules = List.copyOf(rules);
    }

    public static FindingRules load() {
        return of(resource("rules.yaml"));
    }

    static FindingRules of(byte[] yaml) {
        List<Defect> defects = new ArrayList<>();
        return new CheckedFiles(new Candidate(Map.of(FILE, yaml, SCHEMA, resource("rules.schema.json"))), defects)
                .find(FILE, SCHEMA)
                .map(document -> new FindingRules(read(document.root())))
                .orElseThrow(() -> new HubException(ErrorCode.INTERNAL, FILE, defects.toString()));
    }

    /** In order of the file. */
    List<FindingRule> list() {
        return rules;
    }

    /** Ids of the figures that the rules look at. */
    public Set<String> figures() {
        Set<String> figures = new HashSet<>();
        rules.forEach(rule -> {
            figures.add(rule.figure());
            if (rule.least() != null) {
                figures.add(rule.least().figure());
            }
        });
        return figures;
    }

    /** Rows for the appendix: id, figure, what fires it, source. */
    public List<List<String>> describe() {
        return rules.stream()
                .map(rule ->
                        List.of(rule.id(), rule.figure(), FindingWriter.condition(rule), rule.source() + mark(rule)))
                .toList();
    }

    private static String mark(FindingRule rule) {
        return rule.unconfirmed() ? " (ej bekräftad)" : "";
    }

    private static List<FindingRule> read(JsonNode root) {
        Set<String> ids = new HashSet<>();
        List<FindingRule> rules = new ArrayList<>();
        for (JsonNode node : root.get("rules")) {
            if (!ids.add(node.get("id").asText())) {
                throw new HubException(ErrorCode.INTERNAL, FILE, node.get("id").asText() + " twice");
            }
            JsonNode least = node.get("least");
            rules.add(new FindingRule(
                    node.get("id").asText(),
                    node.get("figure").asText(),
                    node.get("shape").asText(),
                    FindingRule.When.valueOf(node.get("when").asText().toUpperCase(Locale.ROOT)),
                    node.has("threshold") ? new BigDecimal(node.get("threshold").asText()) : null,
                    least == null
                            ? null
                            : new FindingRule.Least(
                                    least.get("figure").asText(),
                                    new BigDecimal(least.get("value").asText())),
                    Finding.Severity.valueOf(node.get("severity").asText().toUpperCase(Locale.ROOT)),
                    node.get("sentence").asText(),
                    node.path("many").asText(""),
                    node.path("decision").asText(""),
                    node.get("source").asText(),
                    node.get("unconfirmed").asBoolean()));
        }
        return rules;
    }

    private static byte[] resource(String name) {
        try (InputStream stream = FindingRules.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new HubException(ErrorCode.INTERNAL, name, "is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, name, "cannot be read", e);
        }
    }
}
