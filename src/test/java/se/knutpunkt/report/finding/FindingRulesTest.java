package se.knutpunkt.report.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.HubException;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.report.figures.Scope;

class FindingRulesTest {

    private static final FigureCatalogue CATALOGUE = FigureCatalogue.load();
    private static final Period NOW = Period.parse("2026Q3");

    @Test
    void ruleWithoutThresholdIsRefusedWithItsPlace() {
        String yaml = """
                rules:
                  - id: "x"
                    figure: "status.accepted"
                    shape: "whole"
                    when: "below"
                    severity: "notable"
                    sentence: "Antalet var {value}."
                    source: "test"
                    unconfirmed: true
                """;
        assertThatThrownBy(() -> FindingRules.of(yaml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("threshold");
    }

    @Test
    void volumeThatFellIsFoundAgainstThePeriodBefore() {
        List<Finding> findings = engine().find(set(NOW, 60_000), set(NOW.previous(), 100_000));
        assertThat(findings)
                .filteredOn(one -> one.rule().equals("volume-fallen"))
                .singleElement()
                .satisfies(one -> assertThat(one.sentence().replace('\u00a0', ' '))
                        .isEqualTo("Antalet meddelanden föll med 40 % till 60 000, från 100 000."));
    }

    @Test
    void valueOnTheThresholdIsNoFinding() {
        assertThat(engine().find(set(NOW, 75_000), set(NOW.previous(), 100_000)))
                .noneMatch(one -> one.rule().equals("volume-fallen"));
    }

    @Test
    void municipalitiesAreToldTogetherTheWorstFirstAndFewMessagesAreNotLookedAt() {
        List<Figure> figures = new ArrayList<>();
        add(figures, "d", "20.00", 1000);
        add(figures, "a", "6.00", 1000);
        add(figures, "b", "7.00", 1000);
        add(figures, "c", "8.00", 1000);
        add(figures, "few", "50.00", 10);
        FigureSet set = new FigureSet(NOW, 1, NOW.end(), Map.of(), figures, List.of());
        assertThat(engine().find(set, null))
                .filteredOn(one -> one.rule().equals("municipality-delivered-late"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.scopes()).containsExactly("d", "c", "b", "a");
                    assertThat(one.sentence().replace('\u00a0', ' '))
                            .isEqualTo("4 kommuner fick mer än 5 % av sina meddelanden för sent: D, C, B och 1 till.");
                });
    }

    private static void add(List<Figure> figures, String party, String share, int delivered) {
        figures.add(Figure.of(
                CATALOGUE.get("status.delivered-late-share"), Scope.ofParty(party), new java.math.BigDecimal(share)));
        figures.add(Figure.of(CATALOGUE.get("status.delivered"), Scope.ofParty(party), delivered));
    }

    private static FigureSet set(Period period, int accepted) {
        return new FigureSet(
                period,
                1,
                period.end(),
                Map.of(),
                List.of(Figure.of(CATALOGUE.get("status.accepted"), Scope.WHOLE, accepted)),
                List.of());
    }

    private static FindingEngine engine() {
        return new FindingEngine(
                FindingRules.load(), CATALOGUE, id -> id.toUpperCase(java.util.Locale.ROOT), id -> true);
    }
}
