package se.knutpunkt.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.ManifestEntry;

/** The golden cases of {@code test-data/reconciliation}: each difference gets its name, and what explains itself is no gap. */
class ComparisonTest {

    private static final Path CASES = Path.of("test-data/reconciliation");
    private static final ManifestDay DAY = new ManifestDay(LocalDate.of(2026, 11, 20));

    @ParameterizedTest
    @MethodSource("cases")
    void eachDifferenceGetsItsName(Path file) throws IOException {
        JsonNode given = new YAMLMapper().readTree(file.toFile());
        Compared compared = Comparison.of(material(given));

        assertThat(compared.findings())
                .extracting(finding -> finding.kind() + " " + finding.messageId())
                .isEqualTo(texts(given.path("expected")));
        assertThat(compared.matched()).isEqualTo(given.path("matched").asInt());
        assertThat(compared.unverified()).isEqualTo(given.path("unverified").asInt());
    }

    @Test
    void everyKindHasACase() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path file : cases().toList()) {
            texts(new YAMLMapper().readTree(file.toFile()).path("expected"))
                    .forEach(finding -> named.add(finding.split(" ")[0]));
        }
        assertThat(named)
                .isEqualTo(Stream.of(FindingKind.values())
                        .map(FindingKind::code)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static Material material(JsonNode given) {
        Direction direction =
                Direction.findByCode(given.path("direction").asText()).orElseThrow();
        List<PartyLine> lines = new ArrayList<>();
        given.path("party").forEach(line -> lines.add(line(lines.size() + 2, line)));
        return new Material(
                direction,
                DAY,
                entries(given.path("hub"), direction),
                lines,
                entries(given.path("elsewhere"), direction),
                new HashSet<>(texts(given.path("receipts"))),
                neighbour(given.path("before")),
                neighbour(given.path("after")),
                given.path("nowhere").asLong(),
                Duration.ofMinutes(15));
    }

    private static Material.Neighbour neighbour(JsonNode ids) {
        return ids.isArray() ? new Material.Neighbour(true, Set.copyOf(texts(ids))) : Material.Neighbour.UNKNOWN;
    }

    private static List<ManifestEntry> entries(JsonNode nodes, Direction direction) {
        List<ManifestEntry> entries = new ArrayList<>();
        for (JsonNode node : nodes) {
            String delivery = node.path("delivery").asText();
            entries.add(new ManifestEntry(
                    node.path("id").asText(),
                    delivery.isEmpty() ? null : UUID.fromString(delivery),
                    UUID.randomUUID(),
                    "admission-notice",
                    OffsetDateTime.parse(node.path("at").asText("2026-11-20T12:00:00+01:00"))
                            .toInstant(),
                    node.path("state").asText(direction == Direction.SENT ? "accepted" : "delivered"),
                    "",
                    node.path("error").asText(),
                    node.path("hash").asText(),
                    node.path("attempts").asInt(1),
                    node.path("receipt").asBoolean()));
        }
        return entries;
    }

    private static PartyLine line(int number, JsonNode node) {
        Map<String, String> values = new HashMap<>();
        node.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        ListChecker checker = new ListChecker(1);
        checker.take(number, values);
        assertThat(checker.list().problems()).isEmpty();
        return checker.list().lines().get(0);
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
