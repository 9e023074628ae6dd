package se.knutpunkt.operate.find;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.EventType;

/**
 * Every event of the catalogue in plain Swedish: the text approved for its canonical example, and in it no code, no identifier of a
 * system and no English word. {@code -Dgolden=write} writes what is made now, to be read and approved.
 */
class RenderingsTest {

    private static final Path APPROVED = Path.of("test-data/renderings");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Catalogue CATALOGUE = FoundMessages.inForce().catalogue();
    private static final List<Pattern> NEVER = List.of(
            Pattern.compile("\\d+(\\.\\d+){3,}"),
            Pattern.compile("(?i)urn:|https?:|oid|hsa-?id"),
            Pattern.compile("(?i)\\bSE\\d{10}-"),
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-"),
            Pattern.compile("[a-z]+[A-Z][a-z]+"),
            Pattern.compile("\\b[A-ZÅÄÖ]{2,}_[A-ZÅÄÖ]+"),
            Pattern.compile("\\bHUB-\\d"),
            Pattern.compile("\\{\\{|}}"));

    /** Small words that English and Swedish write alike, or that are names in the examples. */
    private static final Set<String> ALIKE = Set.of(
            "plan",
            "transport",
            "under",
            "for",
            "at",
            "to",
            "in",
            "person",
            "message",
            "risk",
            "lss",
            "sip",
            "hub",
            "digital",
            "adl",
            "information",
            "till",
            "an",
            "a",
            "team",
            "start",
            "data",
            "register",
            "status",
            "form",
            "roll",
            "video",
            "problem",
            "track");

    private final Renderings renderings = new Renderings();

    static Stream<String> events() {
        return CATALOGUE.listEvents().stream().map(RenderingsTest::name);
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachEventReadsAsANurseWouldWriteIt(String name) throws IOException {
        String text = render(name);
        Path approved = APPROVED.resolve(name).resolve("approved.txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(approved.getParent());
            Files.writeString(approved, text);
        }

        assertThat(text).isEqualTo(Files.readString(approved));
        assertThat(foreign(text)).as(text).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void nothingThatAPersonWroteIsLeftOut(String name) throws IOException {
        JsonNode bundle = canonical(name);
        String text = render(name);
        for (JsonNode entry : bundle.path("entry")) {
            for (JsonNode input : entry.at("/resource/input")) {
                String written = input.path("valueString").asText();
                boolean errorNumber = input.at("/type/coding/0/code").asText().equals("receiptError");
                if (!written.isEmpty() && !errorNumber) {
                    assertThat(text).contains(written);
                }
            }
        }
    }

    @Test
    void eachKindOfAnEventHasASentenceOfItsOwn() throws IOException {
        for (EventType type : CATALOGUE.listEvents()) {
            Set<String> texts = new TreeSet<>();
            for (String kind : type.kinds().keySet()) {
                ObjectNode bundle = (ObjectNode) canonical(name(type));
                ObjectNode header = (ObjectNode) bundle.at("/entry/0/resource");
                header.putObject("reason").putArray("coding").addObject().put("code", kind);
                String text = renderings.render(bundle, FoundMessages.inForce()).orElseThrow();
                assertThat(foreign(text)).as(text).isEmpty();
                texts.add(text);
            }
            assertThat(texts).as(type.code()).hasSameSizeAs(type.kinds().keySet());
        }
    }

    @Test
    void noApprovedTextIsOfAnEventThatIsNotThere() throws IOException {
        try (Stream<Path> folders = Files.list(APPROVED)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(events().toList());
        }
    }

    @Test
    void theWordsOfOtherLanguagesAreFound() {
        assertThat(foreign("Patienten har discharge-notice från SE2321000131-SYN000016."))
                .isNotEmpty();
        assertThat(foreign("Utskriven till short-term-care.")).isNotEmpty();
        assertThat(foreign("The patient is discharged.")).isNotEmpty();
        assertThat(foreign("urn:oid:1.2.752.29.4.19")).isNotEmpty();
        assertThat(foreign("Patienten är utskriven till hemmet.")).isEmpty();
    }

    private String render(String name) throws IOException {
        return renderings.render(canonical(name), FoundMessages.inForce()).orElseThrow();
    }

    private static JsonNode canonical(String name) throws IOException {
        return JSON.readTree(Path.of("test-data/canonical/" + name + ".json").toFile());
    }

    private static List<String> foreign(String text) {
        Set<String> found = new TreeSet<>();
        NEVER.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(java.util.regex.Matcher::find)
                .forEach(match -> found.add(match.group()));
        Set<String> codes = codes();
        Set<String> english = english();
        for (String word : text.split("[^\\p{L}\\p{N}_-]+")) {
            if (codes.contains(word) || english.contains(word.toLowerCase(Locale.ROOT))) {
                found.add(word);
            }
        }
        return List.copyOf(found);
    }

    /** Codes that are no Swedish word: with a hyphen, or in capitals. */
    private static Set<String> codes() {
        return Stream.concat(
                        CATALOGUE.codeLists().list().stream()
                                .flatMap(list -> list.codes().stream())
                                .map(code -> code.code()),
                        CATALOGUE.listEvents().stream().flatMap(type -> Stream.of(type.code(), type.swedishCode())))
                .filter(code -> code.contains("-") || code.equals(code.toUpperCase(Locale.ROOT)))
                .filter(code -> !ALIKE.contains(code.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    /** The words of all English names of the catalogue that no Swedish name has, and the commonest besides. */
    private static Set<String> english() {
        Set<String> english = names(true);
        english.addAll(Set.of(
                "the",
                "and",
                "is",
                "was",
                "has",
                "been",
                "from",
                "with",
                "not",
                "patient's",
                "discharged",
                "admitted",
                "ready",
                "home",
                "yes",
                "no",
                "true",
                "false",
                "null",
                "unknown",
                "male",
                "female"));
        english.removeAll(names(false));
        english.removeAll(ALIKE);
        return english;
    }

    private static Set<String> names(boolean inEnglish) {
        Stream<String> all = Stream.of(
                        CATALOGUE.listElements().stream().map(one -> inEnglish ? one.en() : one.sv()),
                        CATALOGUE.listSections().stream().map(one -> inEnglish ? one.en() : one.sv()),
                        CATALOGUE.listEvents().stream().map(one -> inEnglish ? one.nameEn() : one.nameSv()),
                        CATALOGUE.codeLists().list().stream()
                                .flatMap(list -> list.codes().stream())
                                .map(one -> inEnglish ? one.en() : one.sv()))
                .flatMap(names -> names);
        return all.flatMap(name -> Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(EventType type) {
        return type.version().equals("1") ? type.code() : type.code() + "-" + type.version();
    }
}
