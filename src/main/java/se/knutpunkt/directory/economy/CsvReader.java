package se.knutpunkt.directory.economy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import se.knutpunkt.configuration.Defect;

/** Reads budget and outcome from CSV as a spreadsheet in Swedish saves it: semicolons, decimal comma, UTF-8. */
final class CsvReader {

    private static final List<String> COLUMNS =
            List.of("kind", "service", "quarter", "day", "voucher", "account", "kronor");
    private static final String HEADER = String.join(";", COLUMNS);
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setDelimiter(';')
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private final String file;
    private final Set<String> services;
    private final List<BudgetRow> budgets;
    private final List<Booking> bookings;
    private final List<Defect> defects;

    CsvReader(
            String file, Set<String> services, List<BudgetRow> budgets, List<Booking> bookings, List<Defect> defects) {
        this.file = file;
        this.services = services;
        this.budgets = budgets;
        this.bookings = bookings;
        this.defects = defects;
    }

    void read(byte[] bytes) {
        boolean header = false;
        try (CSVParser parser = CSVParser.parse(text(bytes), FORMAT)) {
            for (CSVRecord row : parser) {
                int line = (int) parser.getCurrentLineNumber();
                if (!header) {
                    header = true;
                    if (!row.toList().equals(COLUMNS)) {
                        add(line, "", "the first row does not name the columns", "allowed: " + HEADER);
                        return;
                    }
                } else if (row.size() != COLUMNS.size()) {
                    add(line, "", "has " + row.size() + " values", "allowed: " + COLUMNS.size() + ", " + HEADER);
                } else {
                    row(line, row.toList());
                }
            }
        } catch (CharacterCodingException e) {
            add(0, "", "the bytes are not UTF-8", "save the file as CSV UTF-8");
            return;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            add(0, "", "not CSV: a quotation mark is opened and not closed, or stands inside a value", "mend the row");
            return;
        }
        if (!header) {
            add(0, "", "the file is empty", "allowed: " + HEADER);
        }
    }

    private void row(int line, List<String> values) {
        String service = values.get(1);
        Optional<Long> ore = Amounts.findCsv(values.get(6));
        if (!services.contains(service)) {
            add(line, "service", "there is no service " + service, "allowed: the stem of a file in adapters/services");
        }
        if (ore.isEmpty()) {
            add(line, "kronor", "is " + values.get(6), Amounts.FORM_CSV);
        }
        switch (values.get(0)) {
            case "budget" -> budget(line, values, ore);
            case "outcome" -> outcome(line, values, ore);
            default -> add(line, "kind", "is " + values.get(0), "allowed: budget, outcome");
        }
    }

    private void budget(int line, List<String> values, Optional<Long> ore) {
        Optional<Quarter> quarter = Quarter.find(values.get(2));
        if (quarter.isEmpty()) {
            add(line, "quarter", "is " + values.get(2), "allowed: a quarter as 2026Q3");
        }
        requireEmpty(line, "day", values.get(3));
        requireEmpty(line, "voucher", values.get(4));
        if (quarter.isPresent() && ore.isPresent()) {
            budgets.add(new BudgetRow(values.get(1), quarter.get(), ore.get(), new Place(file, line)));
        }
    }

    private void outcome(int line, List<String> values, Optional<Long> ore) {
        Optional<LocalDate> day = day(values.get(3));
        if (day.isEmpty()) {
            add(line, "day", "is " + values.get(3), "allowed: a date as YYYY-MM-DD");
        }
        if (values.get(4).isEmpty()) {
            add(line, "voucher", "is missing", "write its series and number, so that nothing is booked twice");
        }
        day.ifPresent(found -> {
            if (!values.get(2).isEmpty()
                    && !values.get(2).equals(Quarter.of(found).toString())) {
                add(line, "quarter", "is " + values.get(2), "allowed: nothing, or " + Quarter.of(found));
            }
        });
        if (day.isPresent() && ore.isPresent()) {
            bookings.add(new Booking(
                    values.get(1), day.get(), values.get(4), values.get(5), ore.get(), new Place(file, line)));
        }
    }

    private void requireEmpty(int line, String column, String value) {
        if (!value.isEmpty()) {
            add(line, column, "a budget has none", "leave it empty");
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        // spreadsheets begin a UTF-8 file with a byte order mark
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void add(int line, String path, String problem, String mend) {
        defects.add(new Defect(file, path, line, problem, mend));
    }
}
