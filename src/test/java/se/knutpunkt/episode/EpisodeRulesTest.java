package se.knutpunkt.episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.catalogue.CanonicalCases;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.Refusal;

/** The rows of the state table and the refusals, each a file in test-data/episode/. */
class EpisodeRulesTest {

    private static final Path FOLDER = Path.of("test-data/episode");
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDecisionIsAsTheFileSays(String file) throws IOException {
        JsonNode given = YAML.readTree(Files.readAllBytes(FOLDER.resolve(file)));
        EpisodeHead head = EpisodeCase.head(given.path("head"));
        EpisodeEvent event = EpisodeCase.event(given.path("event"), head);
        EpisodeDecision decision = new EpisodeRules(EpisodeCase.parameters(given.path("event"))).decide(head, event);
        JsonNode expect = given.path("expect");
        if (expect.has("refused")) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            EpisodeDecision.Refused.class,
                            refused -> assertThat(refused.refusals().stream()
                                            .map(Refusal::code)
                                            .map(Enum::name))
                                    .containsExactlyElementsOf(texts(expect, "refused")));
        } else if (expect.has("nowhere")) {
            assertThat(decision)
                    .isEqualTo(new EpisodeDecision.GoesNowhere(
                            expect.path("nowhere").asText()));
        } else {
            assertThat(decision)
                    .isInstanceOfSatisfying(EpisodeDecision.Allowed.class, allowed -> assertAllowed(allowed, expect));
        }
    }

    private static void assertAllowed(EpisodeDecision.Allowed allowed, JsonNode expect) {
        EpisodeHead next = allowed.next();
        assertThat(next.state().code()).isEqualTo(expect.path("state").asText());
        if (expect.has("remarks")) {
            assertThat(allowed.remarks()).isEqualTo(texts(expect, "remarks"));
        }
        if (expect.has("sip")) {
            assertThat(next.sip()).isEqualTo(expect.path("sip").asText());
        }
        if (expect.has("openNotice")) {
            assertThat(next.findOpenReadyInterval().isPresent())
                    .isEqualTo(expect.path("openNotice").asBoolean());
        }
        if (expect.has("onLeave")) {
            assertThat(next.onLeave()).isEqualTo(expect.path("onLeave").asBoolean());
        }
        if (expect.has("death")) {
            assertThat(next.deathRegistered()).isEqualTo(expect.path("death").asBoolean());
        }
        if (expect.has("careContact")) {
            assertThat(next.careContactAppointed()).isTrue();
        }
        if (expect.has("person")) {
            assertThat(next.personHash()).isEqualTo(expect.path("person").asText());
        }
        if (expect.has("responsible")) {
            assertThat(next.responsibleUnit())
                    .isEqualTo(unit(expect, "responsible").value());
        }
        if (expect.has("joined")) {
            assertThat(parts(next, unit(expect, "joined"))).anyMatch(Participant::isActive);
        }
        if (expect.has("left")) {
            assertThat(parts(next, unit(expect, "left"))).noneMatch(Participant::isActive);
        }
        if (expect.has("acknowledged")) {
            assertThat(parts(next, unit(expect, "acknowledged")))
                    .extracting(Participant::status)
                    .containsExactly(Participant.Status.ACKNOWLEDGED);
        }
    }

    @Test
    void aWithdrawnDischargeLeavesTheReadyIntervalsExactlyAsTheyWere() throws IOException {
        JsonNode given =
                YAML.readTree(Files.readAllBytes(FOLDER.resolve("discharge-taken-back-reopens-the-notice.yaml")));
        EpisodeHead head = EpisodeCase.head(given.path("head"));
        EpisodeDecision decision =
                new EpisodeRules(EpisodeParameters.DEFAULT).decide(head, EpisodeCase.event(given.path("event"), head));
        assertThat(((EpisodeDecision.Allowed) decision).next().readyIntervals()).isEqualTo(head.readyIntervals());
    }

    private static List<Participant> parts(EpisodeHead head, HsaId unit) {
        return head.participants().stream()
                .filter(participant -> participant.unit().equals(unit))
                .toList();
    }

    private static HsaId unit(JsonNode expect, String key) {
        String text = expect.path(key).asText();
        return HsaId.find(text).orElseGet(() -> CanonicalCases.unit(EpisodeCase.role(text)));
    }

    private static List<String> texts(JsonNode node, String key) {
        List<String> values = new ArrayList<>();
        node.path(key).forEach(value -> values.add(value.asText()));
        return values;
    }
}
