package se.knutpunkt.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A set of figures is the same text and the same hash whenever and in whatever order it was made. */
class FigureSetTest {

    private static final Instant FROZEN = Instant.parse("2026-10-01T04:00:00Z");
    private final FigureCatalogue catalogue = FigureCatalogue.load();

    private List<Figure> figures() {
        FigureDefinition accepted = catalogue.get("status.accepted");
        FigureDefinition share = catalogue.get("status.availability");
        return new ArrayList<>(List.of(
                Figure.of(accepted, Scope.WHOLE, 1_250),
                Figure.of(accepted, Scope.ofParty("municipality-ale"), 40),
                Figure.of(accepted, Scope.ofParty("municipality-dals-ed"), 3).suppressed(),
                Figure.of(accepted, Scope.ofService("discharge-coordination"), 1_200),
                Figure.of(share, Scope.WHOLE, new BigDecimal("99.98765")),
                Figure.missing(
                        catalogue.get("status.law.sip-invitation.in-time"), Scope.WHOLE, Figure.NOTHING_TO_MEASURE)));
    }

    private static List<Deviation> deviations() {
        Instant began = Instant.parse("2026-08-12T06:00:00Z");
        return List.of(new Deviation(
                7,
                "Kommunens system svarade inte",
                "MAJOR",
                began,
                null,
                95,
                "receiver",
                "Utgånget certifikat",
                List.of("municipality-ale"),
                List.of(new Deviation.Action("Påminn om certifikat i tid", LocalDate.of(2026, 9, 1), "OVERDUE")),
                List.of(new Deviation.Reserve(began, null)),
                List.of(new Deviation.Clock("gdpr-notification", began, began.plusSeconds(259_200), null, "WAITING"))));
    }

    private FigureSet set(List<Figure> figures) {
        return new FigureSet(Period.parse("2026Q3"), 0, null, Map.of("smallCell", "5"), figures, deviations());
    }

    @Test
    void theOrderInWhichFiguresCameMakesNoDifference() {
        FigureSet expected = set(figures());
        List<Figure> shuffled = figures();
        long seed = 20261124;
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(set(shuffled).hash()).as("seed " + seed).isEqualTo(expected.hash());
        assertThat(expected.frozen(2, FROZEN).hash())
                .as("revision and time stand beside the content")
                .isEqualTo(expected.hash());
    }

    @Test
    void whatWasWrittenIsReadToTheLastDigit() {
        FigureSet set = set(figures()).frozen(1, FROZEN);
        FigureSet read = FigureJson.read(set.canonicalJson(), 1, FROZEN);
        assertThat(read).isEqualTo(set);
        assertThat(read.hash()).isEqualTo(set.hash()).matches("[0-9a-f]{64}");
        assertThat(read.value("status.availability", Scope.WHOLE)).contains(new BigDecimal("99.988"));
    }

    @Test
    void aFigureIsFoundByItsScope() {
        FigureSet set = set(figures());
        assertThat(set.find("status.accepted").orElseThrow().value()).isEqualByComparingTo("1250");
        assertThat(set.list("status.accepted", "party")).hasSize(2);
        assertThat(set.value("status.accepted", Scope.ofParty("municipality-dals-ed")))
                .isEmpty();
        assertThat(set.find("status.accepted", Scope.ofParty("municipality-tjorn")))
                .isEmpty();
        assertThat(set.listOfService("discharge-coordination")).hasSize(1);
        FigureSet own = set.ofParty("municipality-ale");
        assertThat(own.figures())
                .allMatch(figure ->
                        figure.scope().isWhole() || figure.scope().party().equals("municipality-ale"));
        assertThat(own.deviations()).hasSize(1);
        assertThat(set.ofParty("municipality-tjorn").deviations()).isEmpty();
    }

    @Test
    void noFigureStandsTwice() {
        List<Figure> twice = figures();
        twice.add(twice.get(0));
        assertThatThrownBy(() -> set(twice)).hasMessageContaining("status.accepted twice");
    }

    @Test
    void aFigureHasAValueOrAReason() {
        assertThatThrownBy(() -> new Figure("x", Scope.WHOLE, Unit.COUNT, Figure.State.MISSING, null, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Figure.of(catalogue.get("status.accepted"), Scope.WHOLE, 3)
                        .suppressed()
                        .find())
                .isEmpty();
    }
}
