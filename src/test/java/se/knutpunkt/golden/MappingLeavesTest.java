package se.knutpunkt.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.translate.Mapping;
import se.knutpunkt.translate.RuleProbe;

/** Nothing is dropped in silence: every value of a source changes the outcome when it changes, or is listed with a reason. */
class MappingLeavesTest {

    static Stream<MappingCase> cases() {
        return MappingCase.list().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyLeafIsCarriedOverOrListedAsIgnored(MappingCase mappingCase) throws IOException {
        JsonNode source = mappingCase.source();
        JsonNode outcome = mappingCase.outcome(source);
        if (outcome.has("noEvent") || outcome.has("refusals") || outcome.has("failed")) {
            assertThat(outcome.size()).isPositive();
            return;
        }
        List<String> ignored = ignored(mappingCase, source, outcome);
        Set<String> dropped = new TreeSet<>();
        for (Leaf leaf : Leaf.list(source)) {
            if (ignored.stream().noneMatch(path -> matches(path, leaf.path()))
                    && !isCarried(mappingCase, source, outcome, leaf)) {
                dropped.add(leaf.path());
            }
        }
        dropped.removeAll(mappingCase.notCarried());
        assertThat(dropped).as("neither carried over nor listed under ignored").isEmpty();
    }

    @Test
    void everyIgnoredPathStandsInSomeCase() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Mapping mapping : MappingCase.TRANSLATOR.listMappings()) {
            Set<String> paths = new TreeSet<>();
            for (MappingCase mappingCase : cases().toList()) {
                if (mappingCase.mapping().equals(mapping.id())) {
                    Leaf.list(mappingCase.source()).forEach(leaf -> paths.add(leaf.path()));
                }
            }
            for (Mapping.Ignored ignored : mapping.ignored()) {
                if (paths.stream().noneMatch(path -> matches(ignored.path(), path))) {
                    dead.add(mapping.id() + ": " + ignored.path());
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static boolean isCarried(MappingCase mappingCase, JsonNode source, JsonNode outcome, Leaf leaf) {
        for (JsonNode changed : leaf.changed(source)) {
            if (!mappingCase.outcome(changed).equals(outcome)) {
                return true;
            }
        }
        return false;
    }

    /** What the mapping may leave out of this case; asked once, since it costs translations of its own. */
    private static List<String> ignored(MappingCase mappingCase, JsonNode source, JsonNode outcome) {
        String rule = RuleProbe.find(
                MappingCase.TRANSLATOR, mappingCase.mapping(), source, mappingCase.context(), MappingCase.DIRECTORY);
        return mapping(mappingCase).ignored().stream()
                .filter(ignored -> ignored.rules().isEmpty() || ignored.rules().contains(rule))
                .filter(ignored -> ignored.unlessAsked().isEmpty() || !asks(outcome, ignored.unlessAsked()))
                .map(Mapping.Ignored::path)
                .toList();
    }

    private static boolean asks(JsonNode outcome, String element) {
        JsonNode event = outcome.at("/entry/0/resource/eventCoding");
        return TestCatalogue.get()
                .findEvent(event.path("code").asText(), event.path("version").asText())
                .filter(type ->
                        type.required().contains(element) || type.optional().contains(element))
                .isPresent();
    }

    private static Mapping mapping(MappingCase mappingCase) {
        return MappingCase.TRANSLATOR.listMappings().stream()
                .filter(mapping -> mapping.id().equals(mappingCase.mapping()))
                .findFirst()
                .orElseThrow();
    }

    /** A path is matched by itself, by what ends in a star, and an HL7 component by its field. */
    private static boolean matches(String ignored, String path) {
        return ignored.endsWith("*")
                ? path.startsWith(ignored.substring(0, ignored.length() - 1))
                : path.equals(ignored) || (ignored.matches("[A-Z0-9]{3}-\\d+") && path.startsWith(ignored + "."));
    }
}
