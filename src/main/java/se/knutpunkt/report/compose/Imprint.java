package se.knutpunkt.report.compose;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.report.paper.SwedishNumbers;

/** What a report is called and what proves which figures it was made from. */
final class Imprint {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", Locale.forLanguageTag("sv"));

    private Imprint() {}

    static String title(Material material, String whose) {
        Period period = material.now().period();
        return (period.isYear() ? "Årsrapport " + period.year() : "Kvartalsrapport, " + Wording.period(period))
                + (whose.isEmpty() ? "" : ", " + whose);
    }

    static String subtitle(Material material) {
        return "Samverkanstjänsterna. Till SITIV"
                + (material.standing().meeting() == null
                        ? ""
                        : ":s möte den "
                                + SwedishNumbers.date(material.standing().meeting()))
                + ". Från GITS.";
    }

    static List<String> lines(Material material) {
        FigureSet now = material.now();
        List<String> lines = new ArrayList<>();
        lines.add(material.isFinal() ? "Godkänd av " + material.approval() + "." : "Utkast, inte godkänt.");
        lines.add(
                now.revision() == 0
                        ? "Siffrorna är inte fastställda."
                        : "Siffrorna fastställda den "
                                + MINUTE.format(ZonedDateTime.ofInstant(now.frozenAt(), Period.ZONE)) + ", version "
                                + now.revision() + ".");
        lines.add("Kontrollsumma för siffrorna (SHA-256): " + now.hash());
        return lines;
    }
}
