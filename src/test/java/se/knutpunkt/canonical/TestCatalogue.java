package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.CodeList;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.catalogue.Section;

/** The catalogue of the repository, as far as definitions are made of it. */
final class TestCatalogue {

    private static final YAMLMapper YAML = new YAMLMapper();

    private TestCatalogue() {}

    static Catalogue read() {
        JsonNode vocabulary = tree(Path.of("mappings", "codes", "elements.yaml"));
        List<Element> elements = new ArrayList<>();
        for (JsonNode element : vocabulary.path("elements")) {
            elements.add(new Element(
                    element.path("name").asText(),
                    element.path("sv").asText(),
                    element.path("en").asText(),
                    element.path("section").asText(),
                    Element.ElementType.valueOf(constant(element.path("type"))),
                    Element.Location.valueOf(constant(element.path("location"))),
                    element.path("codeSystem").asText(),
                    element.path("repeats").asBoolean(),
                    element.path("past").asBoolean()));
        }
        List<Section> sections = new ArrayList<>();
        for (JsonNode section : vocabulary.path("sections")) {
            sections.add(new Section(
                    section.path("code").asText(),
                    section.path("sv").asText(),
                    section.path("en").asText()));
        }
        return new Catalogue(events(), elements, sections, codeLists());
    }

    private static List<EventType> events() {
        return files("messages")
                .map(TestCatalogue::tree)
                .map(TestCatalogue::event)
                .toList();
    }

    private static EventType event(JsonNode event) {
        return new EventType(
                event.path("code").asText(),
                event.path("version").asText(),
                event.path("swedishCode").asText(),
                event.path("name").path("sv").asText(),
                event.path("name").path("en").asText(),
                Map.of(),
                Set.of(),
                Set.of(),
                EventType.Addressing.EXPLICIT,
                texts(event.path("required")),
                texts(event.path("optional")),
                Map.of(),
                Set.of(),
                null,
                event.path("legalBasis").asText(),
                null,
                null);
    }

    private static List<CodeList> codeLists() {
        return files("codes")
                .map(TestCatalogue::tree)
                .filter(list -> list.has("codes"))
                .map(list -> new CodeList(
                        list.path("id").asText(),
                        list.path("url").asText(),
                        list.path("version").asText(),
                        list.path("name").path("sv").asText(),
                        list.path("name").path("en").asText(),
                        StreamSupport.stream(list.path("codes").spliterator(), false)
                                .map(code -> new CodeList.Code(
                                        code.path("code").asText(),
                                        code.path("sv").asText(),
                                        code.path("en").asText()))
                                .toList()))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String constant(JsonNode code) {
        return code.asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of("mappings", folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
