package se.knutpunkt.reconcile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.FrozenManifest;
import se.knutpunkt.ledger.ManifestEntry;
import se.knutpunkt.ledger.Reconciliation;

/** Manifests, comparisons and problems of lists as JSON. */
final class ReconciliationJson {

    /** More findings than these are counted and kept, but not written out. */
    static final int MOST_FINDINGS = 1_000;

    private final ReconciliationTexts texts;

    ReconciliationJson(ReconciliationTexts texts) {
        this.texts = texts;
    }

    ObjectNode manifest(
            String systemId,
            ManifestDay day,
            Direction direction,
            List<ManifestEntry> entries,
            Optional<FrozenManifest> frozen,
            List<Manifests.Correction> corrections) {
        ObjectNode json = start(systemId, day, direction);
        json.put("from", ManifestCsv.time(day.from()));
        json.put("to", ManifestCsv.time(day.to()));
        json.put("count", entries.size());
        frozen.ifPresent(manifest -> {
            json.putObject("frozen")
                    .put("at", ManifestCsv.time(manifest.frozenAt()))
                    .put("count", manifest.entries())
                    .put("sha256", manifest.digest());
            ArrayNode array = json.putArray("corrections");
            corrections.forEach(correction -> {
                ObjectNode one = array.addObject().put("change", correction.change());
                one.put("id", correction.messageId());
                put(one, "delivery", correction.deliveryId());
            });
        });
        ArrayNode array = json.putArray("entries");
        entries.forEach(entry -> entry(array.addObject(), entry));
        return json;
    }

    ObjectNode comparison(Reconciliation made, boolean dayIsOver, Locale locale) {
        ObjectNode json = start(made.systemId(), new ManifestDay(made.day()), made.direction());
        json.put("comparison", made.id().toString());
        put(json, "comparedAt", made.comparedAt());
        json.put("by", made.byWhom());
        json.put("preliminary", !dayIsOver);
        json.put("atHub", made.hubEntries());
        json.put("atParty", made.partyEntries());
        json.put("matched", made.matched());
        json.put("contentNotCompared", made.unverified());
        json.put("gaps", made.gaps());
        json.put("notes", made.findings().size() - made.gaps());
        ArrayNode array = json.putArray("findings");
        made.findings().stream().limit(MOST_FINDINGS).forEach(finding -> finding(array.addObject(), finding, locale));
        json.put("findingsLeftOut", Math.max(0, made.findings().size() - MOST_FINDINGS));
        return json;
    }

    /** What is wrong with a list, by line. */
    ArrayNode problems(List<ListProblem> problems, Locale locale) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (ListProblem problem : problems) {
            array.addObject()
                    .put("line", problem.line())
                    .put("place", problem.place())
                    .put("kind", problem.kind().code())
                    .put("text", texts.problem(problem, "text", locale))
                    .put("mend", texts.problem(problem, "mend", locale));
        }
        return array;
    }

    private void finding(ObjectNode json, Reconciliation.Finding finding, Locale locale) {
        json.put("kind", finding.kind());
        json.put("gap", finding.gap());
        json.put("id", finding.messageId());
        put(json, "delivery", finding.deliveryId());
        put(json, "hubId", finding.hubId());
        putText(json, "event", finding.event());
        put(json, "time", finding.at());
        putText(json, "error", finding.errorNumber());
        json.put("text", texts.finding(finding.kind(), "text", locale));
        json.put("mend", texts.finding(finding.kind(), "mend", locale));
    }

    private static void entry(ObjectNode json, ManifestEntry entry) {
        json.put("id", entry.messageId());
        put(json, "delivery", entry.deliveryId());
        put(json, "hubId", entry.hubId());
        putText(json, "hash", entry.hash());
        putText(json, "event", entry.event());
        put(json, "time", entry.at());
        json.put("state", entry.state());
        putText(json, "receipt", entry.level());
        putText(json, "error", entry.errorNumber());
        json.put("attempt", entry.attempts());
    }

    private static ObjectNode start(String systemId, ManifestDay day, Direction direction) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("system", systemId)
                .put("day", day.date().toString())
                .put("direction", direction.code());
    }

    private static void putText(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static void put(ObjectNode json, String name, UUID value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static void put(ObjectNode json, String name, Instant value) {
        if (value != null) {
            json.put(name, ManifestCsv.time(value));
        }
    }
}
