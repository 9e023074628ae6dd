package se.knutpunkt.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;

/** The register of figures is whole: it follows its schema, and what it names is there. */
class FigureCatalogueTest {

    private final FigureCatalogue catalogue = FigureCatalogue.load();

    @Test
    void everyEventIsOfOneServiceOrOfNoneThatIsNamed() {
        List<Defect> defects = new ArrayList<>();
        Candidate files = Candidate.read(Path.of("."), defects);
        assertThat(defects).isEmpty();
        Set<String> events = new TreeSet<>();
        files.list("mappings/messages", ".yaml")
                .forEach(file ->
                        events.add(file.replaceFirst("mappings/messages/", "").replaceFirst("-\\d+\\.yaml$", "")));
        assertThat(events).containsAll(catalogue.services().keySet());
        events.removeAll(catalogue.services().keySet());
        // What any service uses, and what none does.
        assertThat(events).containsExactly("acknowledgement", "general-message", "misdirected", "technical-receipt");
        assertThat(files.list("adapters/services", ".yaml"))
                .containsAll(catalogue.services().values().stream()
                        .map(service -> "adapters/services/" + service + ".yaml")
                        .distinct()
                        .toList());
    }

    @Test
    void aReasonIsSaidInBothLanguages() {
        for (String reason : List.of(Figure.NO_DATA, Figure.NOTHING_TO_MEASURE, Figure.SMALL_CELL)) {
            assertThat(catalogue.reason(reason, Locale.forLanguageTag("sv"))).isNotEqualTo(reason);
            assertThat(catalogue.reason(reason, Locale.ENGLISH)).isNotEqualTo(reason);
        }
    }

    @Test
    void figuresOfShareAreMeasuredWhereTheyAreShown() {
        for (FigureDefinition definition : catalogue.list()) {
            if (definition.id().endsWith(".in-time")) {
                FigureDefinition measured = catalogue.get(definition.id().replace(".in-time", ".measured"));
                assertThat(measured.scopes()).isEqualTo(definition.scopes());
            }
        }
        assertThat(catalogue.list()).hasSizeGreaterThan(30);
    }
}
