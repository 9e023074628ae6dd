package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.knutpunkt.catalogue.TestCatalogue;

class DefinitionsTest {

    private static final Path FHIR = Path.of("src", "main", "resources", "fhir");
    private static final Definitions DEFINITIONS = new Definitions(TestCatalogue.get());

    @Test
    void everyShippedFileIsRead() throws IOException {
        assertThat(names(FHIR))
                .isEqualTo(Stream.concat(
                                ShippedDefinitions.STRUCTURES.stream().map(id -> "StructureDefinition-" + id + ".json"),
                                ShippedDefinitions.TERMINOLOGY.stream().map(id -> id + ".json"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(names(FHIR.resolve("snapshot")))
                .isEqualTo(ShippedDefinitions.STRUCTURES.stream()
                        .map(id -> id + ".json")
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyProfileHasDifferentialAndSnapshot() {
        assertThat(DEFINITIONS.list("StructureDefinition"))
                .hasSize(ShippedDefinitions.STRUCTURES.size())
                .allSatisfy(structure -> {
                    assertThat(structure.path("differential").path("element")).isNotEmpty();
                    assertThat(structure.path("snapshot").path("element")).isNotEmpty();
                });
    }

    @Test
    void everyNameInTheModelHasADefinition() throws IllegalAccessException {
        Set<String> urls =
                DEFINITIONS.list().stream().map(one -> one.path("url").asText()).collect(Collectors.toSet());
        List<String> undefined = new ArrayList<>();
        for (Field field : Fhir.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && field.get(null) instanceof String name) {
                boolean definition = name.startsWith(Fhir.BASE + "/") && !name.contains("/identifier/");
                if (definition && !urls.contains(name)) {
                    undefined.add(field.getName());
                }
            }
        }
        assertThat(undefined).isEmpty();
    }

    @Test
    void everyEventHasAMessageDefinitionAndACode() {
        assertThat(DEFINITIONS.list("MessageDefinition"))
                .hasSameSizeAs(TestCatalogue.get().listEvents());
        Set<String> codes = codes("event");
        codes.addAll(codes("event-2"));
        TestCatalogue.get().listEvents().forEach(event -> assertThat(codes).contains(event.code()));
    }

    @Test
    void aLaterVersionOfTheEventsHoldsTheEarlierOnes() {
        assertThat(codes("event-2")).containsAll(codes("event"));
    }

    @Test
    void elementsCarryTheirSectionAndType() {
        JsonNode first = DEFINITIONS
                .find("CodeSystem", "element")
                .orElseThrow()
                .path("concept")
                .path(0);
        assertThat(first.path("property"))
                .extracting(property -> property.path("code").asText())
                .containsExactly("section", "type");
        assertThat(codes("element")).hasSameSizeAs(TestCatalogue.get().listElements());
        assertThat(codes("section")).contains("identity", "medication");
    }

    @Test
    void idsAreUniqueWithinATypeAndFhirsOwnForm() {
        Set<String> seen = new TreeSet<>();
        for (ObjectNode definition : DEFINITIONS.list()) {
            assertThat(definition.path("id").asText()).matches("[A-Za-z0-9.-]{1,64}");
            assertThat(seen.add(definition.path("resourceType").asText() + "/"
                            + definition.path("id").asText()))
                    .isTrue();
        }
    }

    private static Set<String> codes(String codeSystem) {
        Set<String> codes = new TreeSet<>();
        DEFINITIONS
                .find("CodeSystem", codeSystem)
                .orElseThrow()
                .path("concept")
                .forEach(concept -> codes.add(concept.path("code").asText()));
        return codes;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
