package se.knutpunkt.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

class MinimiserTest {

    private static final Set<String> HEALTH_CARE = Set.of("care", "medical", "medication", "rehabilitation", "aids");
    private static final Receiver SOCIAL_SERVICES = new Receiver(
            "municipality-system", "municipality-dals-ed", HsaId.of("SE2120001413-SYN1438SOC"), Role.SOCIAL_SERVICES);

    private final Catalogue catalogue = TestConfiguration.catalogue();
    private ObjectNode bundle;

    @BeforeEach
    void readTheMessageThatHoldsEveryElement() throws IOException {
        bundle = (ObjectNode) new ObjectMapper()
                .readTree(Path.of("test-data/mappings/canonical-to-event/every-element/input.json")
                        .toFile());
    }

    static Set<String> sections() {
        return TestConfiguration.elements().stream().map(Element::section).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("sections")
    void onlyTheElementsOfTheGivenSectionAreLeft(String section) {
        JsonNode task = minimise(Set.of(section)).task();

        Set<String> left = new HashSet<>();
        task.path("input")
                .forEach(input -> left.add(input.at("/type/coding/0/code").asText()));
        assertThat(left)
                .isEqualTo(catalogue.listElements().stream()
                        .filter(element -> element.location() == Element.Location.CONTENT
                                && element.section().equals(section))
                        .map(Element::name)
                        .collect(Collectors.toSet()));
    }

    @Test
    void socialServicesNeverGetWhatIsMeantForHealthCare() {
        Set<String> others = sections();
        others.removeAll(HEALTH_CARE);

        String left = minimise(others).bundle().toString();

        catalogue.listElements().stream()
                .filter(element -> HEALTH_CARE.contains(element.section()))
                .forEach(element -> assertThat(left)
                        .doesNotContain("\"" + element.name() + "\"")
                        .doesNotContain("Text om " + element.name() + ","));
        assertThat(left).contains("Text om housing,");
    }

    @Test
    void theEnvelopeAndTheLabelsOfProtectionAreAlwaysLeft() {
        CanonicalMessage message = minimise(Set.of());
        CanonicalMessage whole = new CanonicalMessage(bundle);

        assertThat(message.messageId()).isEqualTo(whole.messageId());
        assertThat(message.transmissionId()).isEqualTo(whole.transmissionId());
        assertThat(message.eventCode()).isEqualTo(whole.eventCode());
        assertThat(message.kind()).isEqualTo(whole.kind());
        assertThat(message.findReference()).isEqualTo(whole.findReference());
        assertThat(message.findHappenedAt()).isEqualTo(whole.findHappenedAt());
        assertThat(message.findSenderUnit()).isEqualTo(whole.findSenderUnit());
        assertThat(message.findEpisodeId()).isEqualTo(whole.findEpisodeId());
        assertThat(message.isStatusOnly()).isTrue();
        assertThat(message.isProtected()).isTrue();
        assertThat(message.patient().at("/meta/security")).hasSize(2);
    }

    @Test
    void withoutSectionsNothingOfThePersonIsLeft() {
        String left = minimise(Set.of()).bundle().toString();

        assertThat(left)
                .doesNotContain("193704219124", "19450829K088", "Åkesson", "Märta", "1937-04-21", "female", "Storgatan")
                .doesNotContain("66830", "1438\"", "0534-12345", "VT000123", "2026-11-09T10:00:00+01:00", "Text om");
    }

    @Test
    void identityAndAddressAreApart() {
        JsonNode patient = minimise(Set.of("identity")).patient();

        assertThat(patient.path("identifier")).hasSize(2);
        assertThat(patient.has("name")).isTrue();
        assertThat(patient.has("address")).isFalse();
        assertThat(patient.has("telecom")).isFalse();
        JsonNode addressed = minimise(Set.of("address")).patient();
        assertThat(addressed.has("identifier")).isFalse();
        assertThat(addressed.at("/address/0/city").asText()).isEqualTo("Ed");
        assertThat(addressed.at("/telecom/0/value").asText()).isEqualTo("0534-12345");
    }

    @Test
    void theStayIsLeftWithItsSection() {
        JsonNode encounter = minimise(Set.of("admission")).encounter();

        assertThat(encounter).isEqualTo(new CanonicalMessage(bundle).encounter());
    }

    @Test
    void onlyTheReceiversOwnLineIsLeftAmongTheDestinations() {
        CanonicalMessage message = minimise(Set.of("identity"));

        assertThat(message.listDestinations())
                .isEqualTo(List.of(new CanonicalMessage.Destination("SE2120001413-SYN1438SOC", "social-services")));
        assertThat(message.bundle().toString()).doesNotContain("SYN1438HSV");
    }

    @Test
    void theListOfWithheldSectionsIsLeftOut() {
        assertThat(minimise(sections()).listWithheld()).isEmpty();
    }

    @Test
    void whatIsNoElementOfTheCatalogueIsNeverLetThrough() {
        ObjectNode patient = (ObjectNode) new CanonicalMessage(bundle).patient();
        patient.putArray("photo").addObject().put("data", "secret");
        ObjectNode input = ((ObjectNode) new CanonicalMessage(bundle).task())
                .withArray("/input")
                .addObject();
        input.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "https://knutpunkt.se/fhir/CodeSystem/element")
                .put("code", "diagnosis");
        input.put("valueString", "secret");
        bundle.withArray("/entry")
                .addObject()
                .putObject("resource")
                .put("resourceType", "Condition")
                .put("id", "secret");

        assertThat(minimise(sections()).bundle().toString()).doesNotContain("secret");
    }

    @Test
    void theMessageItselfIsNotChanged() {
        JsonNode before = bundle.deepCopy();

        minimise(Set.of("identity"));

        assertThat(bundle).isEqualTo(before);
    }

    private CanonicalMessage minimise(Set<String> sections) {
        return new CanonicalMessage(Minimiser.minimise(bundle, SOCIAL_SERVICES, sections, catalogue));
    }
}
