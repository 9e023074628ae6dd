package se.knutpunkt.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.directory.Party;
import se.knutpunkt.operate.WatchedConfiguration;

/** What is small is not shown, and cannot be worked out from what is. */
class SmallCellsTest {

    private final FigureCatalogue catalogue = FigureCatalogue.load();
    private final PartyScopes parties = new PartyScopes(WatchedConfiguration.directory());
    private final SmallCells cells = new SmallCells(catalogue, parties, 5);

    private Map<Scope, Figure> shown(String id, Map<String, Integer> counts) {
        List<Figure> figures = new ArrayList<>();
        FigureDefinition definition = catalogue.get(id);
        counts.forEach((party, count) -> figures.add(Figure.of(definition, Scope.ofParty(party), count)));
        figures.add(Figure.of(
                definition,
                Scope.WHOLE,
                counts.values().stream().mapToInt(Integer::intValue).sum()));
        Map<Scope, Figure> shown = new TreeMap<>();
        cells.suppress(figures).forEach(figure -> shown.put(figure.scope(), figure));
        return shown;
    }

    @Test
    void aSecondPartIsHiddenWhereTheFirstCouldBeToldFromTheSum() {
        Map<Scope, Figure> shown = shown(
                "status.accepted", Map.of("municipality-ale", 3, "municipality-lerum", 40, "municipality-orust", 9));
        assertThat(shown.get(Scope.ofParty("municipality-ale")).state()).isEqualTo(Figure.State.SUPPRESSED);
        assertThat(shown.get(Scope.ofParty("municipality-orust")).state()).isEqualTo(Figure.State.SUPPRESSED);
        assertThat(shown.get(Scope.ofParty("municipality-lerum")).value()).isEqualByComparingTo("40");
        assertThat(shown.get(Scope.WHOLE).value()).isEqualByComparingTo("52");
    }

    @Test
    void noneAndFiveAreShown() {
        Map<Scope, Figure> shown = shown(
                "status.accepted", Map.of("municipality-ale", 0, "municipality-lerum", 5, "municipality-orust", 9));
        assertThat(shown.values()).allMatch(Figure::isPresent);
    }

    @Test
    void whatIsMeasuredOverFewIsNotShown() {
        Scope ale = Scope.ofParty("municipality-ale");
        List<Figure> figures = cells.suppress(List.of(
                Figure.of(catalogue.get("status.law.admission-notice.measured"), ale, 2),
                Figure.of(catalogue.get("status.law.admission-notice.in-time"), ale, 50),
                Figure.of(catalogue.get("status.delivered"), ale, 4),
                Figure.of(catalogue.get("status.deliveries"), ale, 12),
                Figure.of(catalogue.get("status.undelivered"), ale, 8),
                Figure.of(catalogue.get("status.delivery-time.p50"), ale, 7)));
        assertThat(figures).allMatch(figure -> figure.state() == Figure.State.SUPPRESSED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261124})
    void noHiddenPartIsTheOnlyOneOfItsSum(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> counts = new TreeMap<>();
        for (Party party : parties.municipalities()) {
            counts.put(party.id(), random.nextInt(4) == 0 ? random.nextInt(6) : 5 + random.nextInt(400));
        }
        Map<Scope, Figure> shown = shown("status.accepted", counts);
        for (String subregion : parties.subregions()) {
            long hidden = shown.values().stream()
                    .filter(figure -> figure.state() == Figure.State.SUPPRESSED
                            && parties.subregionOf(figure.scope().party()).equals(subregion))
                    .count();
            assertThat(hidden).as("seed " + seed + ", " + subregion).isNotEqualTo(1);
        }
        counts.forEach(
                (party, count) -> assertThat(shown.get(Scope.ofParty(party)).isPresent() && count > 0 && count < 5)
                        .as("seed " + seed + ", " + party)
                        .isFalse());
    }
}
