package se.knutpunkt.report.desk;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureSet;

/** The figures of a report for programs and spreadsheets. */
final class FigureFiles {

    /** A spreadsheet takes UTF-8 for granted only when it is marked. */
    private static final String MARK = "\ufeff";

    private FigureFiles() {}

    /** Semicolons and decimal commas, as spreadsheets in Swedish read them. */
    static byte[] csv(FigureSet set, FigureCatalogue catalogue) {
        StringWriter text = new StringWriter();
        text.write(MARK);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(';')
                .setRecordSeparator("\r\n")
                .setHeader("period", "tal", "namn", "tjänst", "part", "uppdelning", "enhet", "läge", "värde", "orsak")
                .get();
        try (CSVPrinter csv = new CSVPrinter(text, format)) {
            for (Figure figure : set.figures()) {
                csv.printRecord(
                        set.period(),
                        figure.id(),
                        catalogue.find(figure.id()).map(one -> one.nameSv()).orElse(""),
                        figure.scope().service(),
                        figure.scope().party(),
                        figure.scope().item(),
                        figure.unit().code(),
                        figure.state(),
                        figure.find()
                                .map(value -> value.toPlainString().replace('.', ','))
                                .orElse(""),
                        figure.reason());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The form that the hash is of. */
    static byte[] json(FigureSet set) {
        return set.canonicalJson().getBytes(StandardCharsets.UTF_8);
    }
}
