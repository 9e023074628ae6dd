package se.knutpunkt.report.compose;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The headings that the report's owner writes under: the first page and the five that the agreement asks for. */
public enum Heading {
    SUMMARY("Det viktigaste"),
    ECONOMY("1. Uppföljning av ekonomi"),
    STATUS("2. Lägesredovisning per samverkanstjänst"),
    DEVELOPMENT("3. Utvecklingsaktiviteter"),
    DEVIATIONS("4. Avvikelser"),
    OTHER("5. Övrigt som styrgruppen fastställer");

    private final String text;

    Heading(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** As the catalogue of figures and the API write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Heading> find(String code) {
        return Arrays.stream(values())
                .filter(heading -> heading.code().equals(code))
                .findFirst();
    }
}
