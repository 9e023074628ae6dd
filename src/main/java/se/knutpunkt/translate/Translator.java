package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.JsltException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;

/** Runs the mappings in force: tree to canonical tree and back. Pure; safe for threads. */
public final class Translator {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneId.of("Europe/Stockholm"));

    private final Map<String, Mapping> mappings;
    private final Map<String, ConceptMapFile> conceptMaps;

    private Translator(Map<String, Mapping> mappings, Map<String, ConceptMapFile> conceptMaps) {
        this.mappings = mappings;
        this.conceptMaps = conceptMaps;
    }

    /**
     * Compiles the mappings and ConceptMaps of a candidate. What has a defect is told in {@code defects}; the translator is fit for use
     * only when none was added.
     */
    public static Translator read(Candidate candidate, Catalogue catalogue, List<Defect> defects) {
        Map<String, ConceptMapFile> maps = ConceptMapReader.read(candidate, defects);
        return new Translator(new MappingReader(candidate, catalogue, maps, defects).read(), maps);
    }

    /** All mappings, in order of id; for the references of adapters, documentation and the console. */
    public List<Mapping> listMappings() {
        return List.copyOf(mappings.values());
    }

    /** All ConceptMaps, in order of id; published as FHIR. */
    public List<ConceptMapFile> listConceptMaps() {
        return List.copyOf(conceptMaps.values());
    }

    /**
     * @param mapping id of a mapping file, such as {@code hl7v2-to-canonical}
     * @throws se.knutpunkt.message.HubException MAPPING_FAILED when the mapping itself is at fault
     */
    public Translated toCanonical(String mapping, JsonNode source, TranslateContext context, Directory directory) {
        Mapping known = require(mapping, ErrorCode.MAPPING_FAILED);
        Map<String, JsonNode> variables = variables(context, directory);
        return run(known, source, variables);
    }

    /**
     * @param mapping id of a mapping file, such as {@code canonical-to-event}
     * @throws se.knutpunkt.message.HubException OUTBOUND_MAPPING_FAILED when the mapping or a code list is at fault
     */
    public JsonNode fromCanonical(String mapping, ObjectNode bundle, TranslateContext context, Directory directory) {
        Mapping known = require(mapping, ErrorCode.OUTBOUND_MAPPING_FAILED);
        Map<String, JsonNode> variables = variables(context, directory);
        Translated translated;
        try {
            translated = run(known, bundle, variables);
        } catch (HubException failed) {
            throw new HubException(
                    ErrorCode.OUTBOUND_MAPPING_FAILED, mapping, failed.refusal().detail());
        }
        if (translated instanceof Translated.Canonical done) {
            return done.bundle();
        }
        String detail = translated instanceof Translated.Refused refused
                ? refused.refusals().get(0).code() + " at "
                        + refused.refusals().get(0).place()
                : "the event has no form there";
        throw new HubException(ErrorCode.OUTBOUND_MAPPING_FAILED, mapping, detail);
    }

    /**
     * A refusal of a later check in the sender's own terms, such as {@code PID-7} for {@code Patient.birthDate}, where the mapping knows
     * them.
     */
    public Refusal inSourceTerms(String mapping, Refusal refusal) {
        Mapping known = mappings.get(mapping);
        return known == null ? refusal : known.inSourceTerms(refusal);
    }

    /** Name of the rule that answers for a source; for the console and for the tests that want every rule hit. */
    Optional<String> findRule(String mapping, JsonNode source, TranslateContext context, Directory directory) {
        Mapping known = require(mapping, ErrorCode.MAPPING_FAILED);
        Map<String, JsonNode> variables = variables(context, directory);
        JsonNode input = known.first().isEmpty() ? source : before(known, source, variables);
        return known.findRule(input, variables).map(Mapping.Rule::name);
    }

    private Translated run(Mapping mapping, JsonNode source, Map<String, JsonNode> variables) {
        List<Refusal> misshapen = evaluate(mapping, () -> mapping.check(source, variables));
        if (!misshapen.isEmpty()) {
            return new Translated.Refused(misshapen);
        }
        Translated translated =
                apply(mapping, mapping.first().isEmpty() ? source : before(mapping, source, variables), variables);
        if (mapping.then().isEmpty() || !(translated instanceof Translated.Canonical between)) {
            return translated;
        }
        // the tree between two mappings is our own: its shape needs no check
        Translated last = apply(require(mapping.then(), ErrorCode.MAPPING_FAILED), between.bundle(), variables);
        return last instanceof Translated.Refused refused
                ? new Translated.Refused(
                        refused.refusals().stream().map(mapping::inSourceTerms).toList())
                : last;
    }

    private JsonNode before(Mapping mapping, JsonNode source, Map<String, JsonNode> variables) {
        Translated first = apply(require(mapping.first(), ErrorCode.MAPPING_FAILED), source, variables);
        if (first instanceof Translated.Canonical done) {
            return done.bundle();
        }
        throw failed(mapping.first(), "the event has no form there");
    }

    private static Translated apply(Mapping mapping, JsonNode source, Map<String, JsonNode> variables) {
        Mapping.Rule rule = evaluate(mapping, () -> mapping.findRule(source, variables))
                .orElseThrow(() -> failed(mapping.id(), "no rule holds"));
        if (!rule.noEvent().isEmpty()) {
            return new Translated.NoEvent(rule.noEvent());
        }
        if (rule.refusal() != null) {
            return new Translated.Refused(List.of(rule.refusal()));
        }
        JsonNode output = evaluate(mapping, () -> rule.expression().apply(variables, source));
        List<Refusal> refusals = Markers.list(output);
        if (!refusals.isEmpty()) {
            return new Translated.Refused(refusals);
        }
        if (output instanceof ObjectNode object) {
            return new Translated.Canonical(object);
        }
        throw failed(mapping.id(), "rule " + rule.name() + " gives no object");
    }

    private Mapping require(String id, ErrorCode otherwise) {
        Mapping mapping = mappings.get(id);
        if (mapping == null) {
            throw new HubException(otherwise, id, "no such mapping");
        }
        return mapping;
    }

    private static Map<String, JsonNode> variables(TranslateContext context, Directory directory) {
        ObjectNode about = JsonNodeFactory.instance.objectNode();
        about.put("system", context.system().hsaId().value());
        about.put("messageId", context.messageId().toString());
        about.put("transmissionId", context.transmissionId().toString());
        about.put("receivedAt", TIME.format(context.receivedAt()));
        return Map.of("context", about, "directory", DirectoryFunctions.variable(directory));
    }

    /** An expression may fail in any way its author thought not of; its own text may quote the message and is left out. */
    private static <T> T evaluate(Mapping mapping, Supplier<T> expression) {
        try {
            return expression.get();
        } catch (JsltException broken) {
            throw failed(mapping.id(), "an expression failed in " + broken.getSource() + " line " + broken.getLine());
        } catch (ClassCastException | IllegalArgumentException broken) {
            throw failed(mapping.id(), "an expression failed");
        }
    }

    private static HubException failed(String mapping, String detail) {
        return new HubException(ErrorCode.MAPPING_FAILED, mapping, detail);
    }
}
