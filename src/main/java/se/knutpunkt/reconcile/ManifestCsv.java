package se.knutpunkt.reconcile;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import se.knutpunkt.ledger.ManifestEntry;

/** Manifests and lists as CSV: what the hub writes can be read again as a list. */
final class ManifestCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(ListChecker.COLUMNS.toArray(String[]::new))
            .get();

    private ManifestCsv() {}

    static String write(List<ManifestEntry> entries) {
        return print(printer -> {
            for (ManifestEntry entry : entries) {
                printer.printRecord(
                        entry.messageId(),
                        entry.deliveryId() == null ? "" : entry.deliveryId(),
                        entry.hash(),
                        entry.event(),
                        time(entry.at()),
                        entry.state(),
                        entry.attempts());
            }
        });
    }

    static String writeLines(List<PartyLine> lines) {
        return print(printer -> {
            for (PartyLine line : lines) {
                printer.printRecord(
                        line.id(),
                        line.delivery(),
                        line.hash(),
                        line.event(),
                        time(line.time()),
                        line.state(),
                        line.attempt() == 0 ? "" : line.attempt());
            }
        });
    }

    /** With the offset of Sweden at that moment, so that the two hours of the same name in autumn differ. */
    static String time(Instant at) {
        return at == null
                ? ""
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(at, ManifestDay.ZONE));
    }

    private interface Rows {
        void print(CSVPrinter printer) throws IOException;
    }

    private static String print(Rows rows) {
        Writer text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            rows.print(printer);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
