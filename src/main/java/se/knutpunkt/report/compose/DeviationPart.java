package se.knutpunkt.report.compose;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import se.knutpunkt.report.figures.Deviation;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.report.figures.Scope;
import se.knutpunkt.report.paper.Block;
import se.knutpunkt.report.paper.Block.Table.Column;
import se.knutpunkt.report.paper.Part;
import se.knutpunkt.report.paper.SwedishNumbers;

/** The incidents as operations kept them: when, whom, what was delayed, why, what is done. None is written for the report. */
final class DeviationPart {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM HH:mm", Locale.forLanguageTag("sv"));
    private static final int NAMED = 5;

    private final Wording wording;
    private final FigureTables tables;

    DeviationPart(Wording wording, FigureTables tables) {
        this.wording = wording;
        this.tables = tables;
    }

    Part of(Material material) {
        List<Block> blocks = new ArrayList<>();
        material.text(Heading.DEVIATIONS)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> blocks.add(new Block.Prose(line.strip())));
        if (material.now().deviations().isEmpty()) {
            blocks.add(new Block.Prose("Ingen incident pågick under perioden."));
        }
        material.now().deviations().forEach(one -> add(one, material.now(), blocks));
        tables.trend(material, Heading.DEVIATIONS.code(), Scope.WHOLE, "Avvikelser i tal, med tidigare perioder")
                .ifPresent(blocks::add);
        tables.items(material.now(), "deviations.incidents-by-cause", "Orsak", Words::cause)
                .ifPresent(blocks::add);
        return new Part("avvikelser", Heading.DEVIATIONS.text(), 2, false, blocks);
    }

    private void add(Deviation one, FigureSet now, List<Block> blocks) {
        blocks.add(new Block.Heading("Incident " + one.number() + ": " + one.title()));
        List<String> facts = new ArrayList<>();
        facts.add("Grad: " + Words.severity(one.severity()) + ". Varade " + time(one.beganAt()) + " till "
                + (one.endedAt() == null ? "periodens slut och pågår" : time(one.endedAt())) + ", "
                + SwedishNumbers.duration(Duration.ofMinutes(one.minutes())) + " av perioden.");
        facts.add("Orsak: " + Words.cause(one.causeKind()) + (one.cause().isEmpty() ? "." : ". " + one.cause()));
        facts.add("Berörda: " + parties(one) + ". Försenade meddelanden: " + count(now, "deviations.delayed", one)
                + ". Inte framme: " + count(now, "deviations.undelivered", one) + ".");
        one.reserve()
                .forEach(reserve -> facts.add("Reservrutin från " + time(reserve.from()) + " till "
                        + (reserve.until() == null ? "vidare" : time(reserve.until())) + "."));
        one.clocks()
                .forEach(clock -> facts.add("Rapport enligt lag (" + clock.report() + "): "
                        + switch (clock.state()) {
                            case "IN_TIME" -> "gjord i tid.";
                            case "LATE" -> "inte gjord i tid.";
                            case "WAITING" -> "ska göras senast " + time(clock.due()) + ".";
                            default -> "ingen tid är angiven.";
                        }));
        blocks.add(new Block.Bullets(facts));
        if (!one.actions().isEmpty()) {
            blocks.add(new Block.Table(
                    "Åtgärder efter incident " + one.number(),
                    List.of(Column.text("Åtgärd"), Column.text("Klart senast"), Column.text("Läge")),
                    one.actions().stream()
                            .map(action -> List.of(
                                    action.what(), SwedishNumbers.date(action.due()), Words.action(action.state())))
                            .toList()));
        }
    }

    private String parties(Deviation one) {
        if (one.parties().isEmpty()) {
            return "ingen angiven";
        }
        List<String> named =
                one.parties().stream().limit(NAMED).map(wording::name).toList();
        int rest = one.parties().size() - named.size();
        return String.join(", ", named) + (rest > 0 ? " och " + rest + " till" : "");
    }

    private String count(FigureSet now, String figure, Deviation one) {
        return now.find(figure, Scope.ofItem(Long.toString(one.number())))
                .filter(Figure::isPresent)
                .map(wording::shown)
                .orElse("inte räknat");
    }

    private static String time(Instant at) {
        return at == null ? SwedishNumbers.UNKNOWN : MINUTE.format(ZonedDateTime.ofInstant(at, Period.ZONE));
    }
}
