package se.knutpunkt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.directory.Party;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;

/** Holds the documentation to what the program is: {@code docs/reference.md} is generated, and every setting is described. */
class DocumentationTest {

    private static final Path REFERENCE = Path.of("docs/reference.md");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void theReferenceIsWhatTheFilesAndTheCodeSay() throws IOException {
        String generated = reference();
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(REFERENCE, generated);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(generated);
        assertThat(System.getProperty("golden"))
                .as("written, look at the difference")
                .isNull();
    }

    @Test
    void everySettingIsDescribed() throws IOException {
        String described = Files.readString(Path.of("docs/settings.md"));
        List<String> missing = new ArrayList<>();
        Pattern setting = Pattern.compile("@Value\\(\"\\$\\{(hub\\.[a-z0-9.-]+)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher found = setting.matcher(Files.readString(source));
                while (found.find()) {
                    if (!described.contains("`" + found.group(1) + "`")) {
                        missing.add(found.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyFaultNamesATestThatExists() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/faults.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what breaks"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(15);
        List<String> missing = new ArrayList<>();
        Pattern named = Pattern.compile("`(\\w+)\\.(\\w+)` \\|$");
        for (String row : rows) {
            Matcher test = named.matcher(row);
            if (!test.find() || !hasTest(test.group(1), test.group(2))) {
                missing.add(row);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean hasTest(String type, String method) throws IOException {
        Pattern declared = Pattern.compile(
                "@(Test|ParameterizedTest)\\b(?:(?!@Test|@ParameterizedTest)[\\s\\S])*?void " + method + "\\(");
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            for (Path source :
                    sources.filter(file -> file.endsWith(type + ".java")).toList()) {
                if (declared.matcher(Files.readString(source)).find()) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String reference() throws IOException {
        StringBuilder text =
                new StringBuilder("# Reference\n\nGenerated from the files and the code by `DocumentationTest`; "
                        + "`./mvnw test -Dtest=DocumentationTest -Dgolden=write` writes it anew.\n");
        routes(text);
        mappings(text);
        Directory directory = directory();
        systems(text, directory);
        parameters(text, directory);
        errors(text);
        return text.toString();
    }

    private static void routes(StringBuilder text) throws IOException {
        text.append("\n## Routes\n\n| file | what |\n|---|---|\n");
        for (Path file : list("routes", ".camel.yaml")) {
            String first = Files.readAllLines(file, StandardCharsets.UTF_8).get(0);
            row(text, "`" + file.getFileName() + "`", first.replaceFirst("^# ?", ""));
        }
    }

    private static void mappings(StringBuilder text) throws IOException {
        text.append("\n## Mappings\n\n| mapping | what | not carried over, and why |\n|---|---|---|\n");
        for (Path file : list("mappings", ".yaml")) {
            JsonNode mapping = YAML.readTree(file.toFile());
            List<String> ignored = new ArrayList<>();
            for (JsonNode one : mapping.path("ignored")) {
                ignored.add("`" + one.path("path").asText() + "`: "
                        + one.path("reason").asText());
            }
            row(text, "`" + mapping.path("id").asText() + "`", description(mapping), String.join("<br>", ignored));
        }
    }

    private static String description(JsonNode mapping) {
        return mapping.path("description")
                .path("en")
                .asText(mapping.path("description").asText());
    }

    private static Directory directory() {
        List<Defect> defects = new ArrayList<>();
        return DirectoryReader.read(Candidate.read(Path.of("."), defects), name -> "http://127.0.0.1:1", defects)
                .orElseThrow();
    }

    /** What law and agreement set, so that a reader sees every value with its source, and what nobody has confirmed. */
    private static void parameters(StringBuilder text, Directory directory) {
        text.append(
                "\n## Parameters of law and agreement\n\nIn `adapters/governance/`; a value that is not confirmed is a proposal.\n\n"
                        + "| document | parameter | value | confirmed | source |\n|---|---|---|---|---|\n");
        directory
                .listDocuments()
                .forEach(document -> new TreeMap<>(document.parameters())
                        .forEach((name, parameter) -> row(
                                text,
                                "`" + document.id() + "`",
                                "`" + name + "`",
                                parameter.value(),
                                parameter.unconfirmed() ? "no" : "yes",
                                parameter.source())));
    }

    private static void systems(StringBuilder text, Directory directory) {
        text.append("\n## Systems\n\n| system | name | sends | receives | for |\n|---|---|---|---|---|\n");
        for (HubSystem system : directory.listSystems()) {
            String sends = system.inbound() == null
                    ? ""
                    : system.inbound().formats().stream()
                            .map(format -> format.code())
                            .sorted()
                            .toList()
                            .toString();
            String receives = system.outbound() == null || system.outbound().channel() == Outbound.Channel.NONE
                    ? ""
                    : system.outbound().channel().code() + " "
                            + system.outbound().format().code();
            row(
                    text,
                    "`" + system.id() + "`",
                    system.name(),
                    sends.replaceAll("[\\[\\]]", ""),
                    receives,
                    parties(directory, system));
        }
    }

    private static String parties(Directory directory, HubSystem system) {
        return String.join(
                ", ",
                system.actsFor().stream()
                        .sorted()
                        .map(id -> directory.findParty(id).map(Party::name).orElse(id))
                        .toList());
    }

    private static void errors(StringBuilder text) {
        ErrorTexts texts = new ErrorTexts();
        text.append(
                "\n## Errors\n\n| number | name | whose fault | again | HL7 v2 | what is wrong | how to mend |\n|---|---|---|---|---|---|---|\n");
        Arrays.stream(ErrorCode.values())
                .sorted((one, other) -> one.number().compareTo(other.number()))
                .forEach(code -> row(
                        text,
                        code.number(),
                        "`" + code + "`",
                        code.fault().name().toLowerCase(Locale.ROOT),
                        code.retry().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        code.hl7Acknowledgement() + " " + code.hl7ErrorCode(),
                        texts.sender(code, Locale.ENGLISH),
                        texts.mend(code, Locale.ENGLISH)));
    }

    private static List<Path> list(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ");
        text.append(String.join(
                " | ",
                Arrays.stream(cells)
                        .map(cell -> cell.replace("|", "\\|").replace("\n", " ").strip())
                        .toList()));
        text.append(" |\n");
    }
}
