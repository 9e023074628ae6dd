package se.knutpunkt.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.directory.Directory;

class EventRoundTripTest {

    private static final Path CASES = Path.of("test-data/mappings/event-to-canonical");

    private final Translator translator = TestConfiguration.translator();
    private final Directory directory = TestConfiguration.directory();
    private final TranslateContext context = TestConfiguration.context("hospital-adt");

    @ParameterizedTest
    @ValueSource(strings = {"admission-notice", "every-element"})
    void canonicalToEventAndBackIsTheSame(String name) throws IOException {
        ObjectNode event = (ObjectNode) Codecs.get(Format.EVENT_JSON)
                .read(Files.readAllBytes(CASES.resolve(name).resolve("input.json")), ReadLimits.DEFAULT);
        // what the hub alone says or acts on does not come back
        event.remove(java.util.List.of("possibleDuplicate", "attempt", "withheld"));

        ObjectNode bundle = canonical(event);
        JsonNode back = translator.fromCanonical("canonical-to-event", bundle, context, directory);

        assertThat(back).isEqualTo(event);
        assertThat(canonical(back)).isEqualTo(bundle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"every-element"})
    void theCaseHoldsEveryContentElementOfTheCatalogue(String name) throws IOException {
        JsonNode event = Codecs.get(Format.EVENT_JSON)
                .read(Files.readAllBytes(CASES.resolve(name).resolve("input.json")), ReadLimits.DEFAULT);

        assertThat(TestConfiguration.elements().stream()
                        .filter(element -> element.location() == Element.Location.CONTENT)
                        .map(Element::name)
                        .filter(element -> !event.path("content").has(element)))
                .isEmpty();
    }

    private ObjectNode canonical(JsonNode event) {
        Translated translated = translator.toCanonical("event-to-canonical", event, context, directory);
        assertThat(translated).isInstanceOf(Translated.Canonical.class);
        return ((Translated.Canonical) translated).bundle();
    }
}
