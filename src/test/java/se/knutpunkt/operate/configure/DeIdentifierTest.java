package se.knutpunkt.operate.configure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a person is left in a case that is made of a message. */
class DeIdentifierTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What may stay: words of the standard and of our own, and units, which are public. */
    private static final Set<String> MAY_STAY = Set.of(
            "resourceType",
            "url",
            "system",
            "code",
            "version",
            "profile",
            "status",
            "intent",
            "use",
            "mode",
            "unit",
            "comparator",
            "valueCode",
            "type",
            "gender",
            "endpoint");

    static Stream<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("test-data/mappings"))) {
            return files
                    .filter(file -> file.toString().contains("canonical-to-") && file.endsWith("input.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void nothingOfTheOriginalPersonRemains(Path file) throws IOException {
        ObjectNode source = (ObjectNode) JSON.readTree(Files.readString(file));
        // as a real person would have it
        String text = source.toString().replace("193704219124", "198112189876").replace("1937-04-21", "1981-12-18");
        ObjectNode original = (ObjectNode) JSON.readTree(text);

        ObjectNode made = DeIdentifier.deIdentify(original);

        Set<String> secret = new TreeSet<>();
        collect("", original, secret);
        String left = made.toString();
        assertThat(secret).allSatisfy(value -> assertThat(left).doesNotContain("\"" + value + "\""));
        assertThat(left).doesNotContain("198112189876").doesNotContain("1981-12-18");
    }

    @Test
    void anInventedPersonInEveryPlaceIsGone() throws IOException {
        String original =
                "{\"resourceType\":\"Bundle\",\"timestamp\":\"2026-05-06T07:08:09+02:00\",\"entry\":[{\"resource\":{"
                        + "\"resourceType\":\"Patient\",\"id\":\"5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c02\",\"name\":[{\"family\":\"Öberg\","
                        + "\"given\":[\"Åsa\"],\"text\":\"Åsa Öberg\"}],\"telecom\":[{\"system\":\"phone\",\"value\":\"0522-123456\"}],"
                        + "\"address\":[{\"line\":[\"Ängsvägen 3\"],\"city\":\"Uddevalla\",\"postalCode\":\"45130\"}],"
                        + "\"text\":{\"div\":\"<div>Åsa bor ensam</div>\"},\"contact\":[{\"name\":{\"text\":\"Bror Öberg\"}}]}},"
                        + "{\"resource\":{\"resourceType\":\"Task\",\"note\":[{\"text\":\"Ring Bror, 0522-123456\"}],"
                        + "\"for\":{\"reference\":\"urn:uuid:5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c02\",\"display\":\"Åsa Öberg\"}}}]}";
        ObjectNode made = DeIdentifier.deIdentify((ObjectNode) JSON.readTree(original));
        assertThat(made.toString())
                .doesNotContain(List.of(
                        "Öberg",
                        "Åsa",
                        "Bror",
                        "0522",
                        "Ängsvägen",
                        "Uddevalla",
                        "45130",
                        "ensam",
                        "5f0c7a52",
                        "2026-05-06"));
        JsonNode patient = made.at("/entry/0/resource");
        assertThat(made.at("/entry/1/resource/for/reference").asText())
                .as("references still hold")
                .isEqualTo("urn:uuid:" + patient.path("id").asText());
        assertThat(made.path("timestamp").asText()).isEqualTo("2026-03-02T10:00:00+01:00");
    }

    private static void collect(String name, JsonNode node, Set<String> secret) {
        if (node.isArray()) {
            node.forEach(one -> collect(name, one, secret));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            collect(field.getKey(), field.getValue(), secret);
        }
        if (node.isTextual() && !MAY_STAY.contains(name) && !node.asText().matches("SE\\d{10}-[^P].*")) {
            secret.add(node.asText());
        }
    }
}
