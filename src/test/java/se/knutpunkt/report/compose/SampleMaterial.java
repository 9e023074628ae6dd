package se.knutpunkt.report.compose;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.operate.WatchedConfiguration;
import se.knutpunkt.report.figures.Deviation;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureDefinition;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.report.figures.Scope;

/** Made-up quarters of known kinds: the figures are round, so that a reader of a golden case sees where each number is from. */
public final class SampleMaterial {

    public static final FigureCatalogue CATALOGUE = FigureCatalogue.load();
    public static final Directory DIRECTORY = WatchedConfiguration.directory();

    private static final Period QUARTER = Period.parse("2026Q3");

    private SampleMaterial() {}

    public static Material of(String kind) {
        List<FigureSet> before = new ArrayList<>();
        int volume = 380_000;
        for (Period period : QUARTER.listPrevious(4)) {
            before.add(set(period, "calm", volume));
            volume += 8_000;
        }
        return new Material(
                set(QUARTER, kind, volume),
                before,
                DIRECTORY,
                new Standing(
                        LocalDate.of(2026, 11, 24),
                        List.of(new Standing.DecisionLine(
                                LocalDate.of(2026, 9, 15),
                                "SITIV 2026-09-15 § 4",
                                "Uppdra åt GITS att se över reservrutinen",
                                "Pågår: utkast klart 1 november")),
                        List.of("Kommande lagändringar", "Rapport från gemensam beredning"),
                        List.of(new Standing.ActivityLine(
                                "coordinated-plan",
                                "Ny version av kallelsen till SIP",
                                "pågår",
                                LocalDate.of(2027, 2, 1))),
                        List.of()),
                Map.of(),
                List.of(),
                "Anna Andersson, GITS",
                "");
    }

    private static FigureSet set(Period period, String kind, int volume) {
        List<Figure> figures = new ArrayList<>();
        for (FigureDefinition definition : CATALOGUE.list()) {
            if (definition.scopes().contains("whole")) {
                figures.add(figure(definition, Scope.WHOLE, kind, volume));
            }
            if (definition.scopes().contains("service")) {
                List.of("discharge-coordination", "coordinated-plan", "outpatient-process")
                        .forEach(
                                service -> figures.add(figure(definition, Scope.ofService(service), kind, volume / 3)));
            }
            if (definition.scopes().contains("subregion")) {
                DIRECTORY.listParties().stream()
                        .map(Party::subregion)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .forEach(name -> figures.add(figure(definition, Scope.ofSubregion(name), "calm", volume / 6)));
            }
            if (definition.scopes().contains("party")) {
                for (Party party : DIRECTORY.listParties()) {
                    if (party.kind() == PartyKind.MUNICIPALITY) {
                        String own =
                                kind.equals("late-municipality") && party.id().equals("municipality-mark")
                                        ? "late"
                                        : kind.equals("missing-data") ? kind : "calm";
                        figures.add(figure(definition, Scope.ofParty(party.id()), own, party.population() / 20));
                    }
                }
            }
        }
        return new FigureSet(
                        period,
                        0,
                        null,
                        Map.of("smallCell", "5"),
                        figures,
                        kind.equals("outage") ? outage() : List.of())
                .frozen(1, period.end().plusSeconds(21_600));
    }

    private static Figure figure(FigureDefinition definition, Scope scope, String kind, int volume) {
        boolean counted = List.of("status.accepted", "status.deliveries", "status.delivered")
                .contains(definition.id());
        if (kind.equals("missing-data") && !counted) {
            return Figure.missing(definition, scope, Figure.NO_DATA);
        }
        if (counted) {
            return volume < 300 && definition.personal() && volume % 7 == 0
                    ? Figure.of(definition, scope, 3).suppressed()
                    : Figure.of(definition, scope, volume);
        }
        String value = switch (definition.id()) {
            case "status.availability" -> kind.equals("outage") ? "98.214" : "99.941";
            case "status.delivered-late-share" ->
                kind.equals("late") ? "14.20" : kind.equals("outage") ? "1.90" : "0.12";
            case "status.law.admission-notice.in-time" -> "97.2";
            case "status.law.sip-invitation.in-time", "status.law.discharge-information.in-time" -> "96.4";
            case "status.delivery-time.p50" -> "0.4";
            case "status.delivery-time.p95" -> "2.1";
            case "status.delivery-time.p99" -> "9.8";
            case "status.law.admission-notice.measured" -> "4200";
            case "status.law.sip-invitation.measured" -> "1800";
            case "status.municipalities.connected" -> "49";
            case "status.parties.connected" -> "57";
            default -> "0";
        };
        return Figure.of(definition, scope, new BigDecimal(value));
    }

    private static List<Deviation> outage() {
        return List.of(new Deviation(
                7,
                "Navets databas nåddes inte",
                "CRITICAL",
                Instant.parse("2026-08-12T06:10:00Z"),
                Instant.parse("2026-08-13T21:40:00Z"),
                2370,
                "infrastructure",
                "Lagringen i driftmiljön tog slut.",
                List.of("municipality-boras", "municipality-mark"),
                List.of(
                        new Deviation.Action("Larm när lagringen når 80 procent", LocalDate.of(2026, 9, 30), "DONE"),
                        new Deviation.Action("Utöka lagringen", LocalDate.of(2026, 9, 15), "OVERDUE")),
                List.of(new Deviation.Reserve(
                        Instant.parse("2026-08-12T07:00:00Z"), Instant.parse("2026-08-13T22:00:00Z"))),
                List.of()));
    }
}
