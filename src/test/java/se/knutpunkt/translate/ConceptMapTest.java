package se.knutpunkt.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;

class ConceptMapTest {

    private final Translator translator = TestConfiguration.translator();

    @Test
    void everyMapIsPublishedAsFhir() {
        for (ConceptMapFile map : translator.listConceptMaps()) {
            JsonNode fhir = ConceptMapWriter.toFhir(map);

            // the strict XML codec refuses what is not FHIR R4
            byte[] xml = Codecs.get(Format.FHIR_XML).write(fhir);
            assertThat(Codecs.get(Format.FHIR_XML).read(xml, ReadLimits.DEFAULT))
                    .isEqualTo(fhir);
        }
        assertThat(translator.listConceptMaps()).isNotEmpty();
    }

    @Test
    void everyEventAMapNamesIsInTheCatalogue() {
        Set<String> events = new TreeSet<>();
        TestConfiguration.catalogue().listEvents().stream().map(EventType::code).forEach(events::add);
        for (ConceptMapFile map : translator.listConceptMaps()) {
            for (ConceptMapFile.Pair pair : map.mappings()) {
                if (map.target().endsWith("/event")) {
                    assertThat(events).as(map.id()).contains(pair.to());
                }
                if (map.source().endsWith("/event")) {
                    assertThat(events).as(map.id()).contains(pair.from().replaceAll(":.*", ""));
                }
            }
        }
    }

    @Test
    void everyKindAMapNamesIsOneOfItsEvent() {
        for (ConceptMapFile map : translator.listConceptMaps()) {
            map.mappings().stream()
                    .map(ConceptMapFile.Pair::from)
                    .filter(from -> map.source().endsWith("/event") && from.contains(":"))
                    .forEach(from -> assertThat(TestConfiguration.catalogue()
                                    .findNewest(from.substring(0, from.indexOf(':')))
                                    .orElseThrow()
                                    .kinds())
                            .as(map.id())
                            .containsKey(from.substring(from.indexOf(':') + 1)));
        }
    }

    @Test
    void anUnlistedCodeIsTheOtherOneOrNone() {
        ConceptMapFile map = find("hl7-discharge-disposition-to-destination");

        assertThat(map.translate("01")).contains("home");
        assertThat(map.translate("99")).contains("other");
        assertThat(map.reverse("home")).contains("01");
        assertThat(find("hl7-sex-to-gender").translate("X")).isEmpty();
    }

    private ConceptMapFile find(String id) {
        return translator.listConceptMaps().stream()
                .filter(map -> map.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
