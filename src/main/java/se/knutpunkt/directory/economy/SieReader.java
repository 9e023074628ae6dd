package se.knutpunkt.directory.economy;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.configuration.Defect;

/**
 * Reads the records of a SIE 4 file that tell what a service costs: {@code #RAR}, {@code #VER} with its {@code #TRANS}, and {@code
 * #PBUDGET}. Other records are passed over, as the standard says; so are balance accounts (1 and 2), rows without an object of ours,
 * and {@code #BTRANS} and {@code #RTRANS}, which only tell what was mended. A voucher that does not balance is a defect.
 */
final class SieReader {

    private static final Charset PC8 = Charset.forName("IBM437");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int OBJECT_PAIR = 2;

    private final String file;
    private final Map<CostObject, String> costObjects;
    private final List<BudgetRow> budgets;
    private final List<Booking> bookings;
    private final List<Defect> defects;

    private int line;
    private boolean pc8;
    private boolean typeFour;
    private LocalDate yearBegins;
    private LocalDate yearEnds;
    private SieLine voucher;
    private int voucherLine;
    private boolean open;
    private long balance;

    SieReader(
            String file,
            Map<CostObject, String> costObjects,
            List<BudgetRow> budgets,
            List<Booking> bookings,
            List<Defect> defects) {
        this.file = file;
        this.costObjects = costObjects;
        this.budgets = budgets;
        this.bookings = bookings;
        this.defects = defects;
    }

    void read(byte[] bytes) {
        int before = defects.size();
        for (String text : new String(bytes, PC8).split("\r\n|\r|\n", -1)) {
            line++;
            if (!text.isBlank()) {
                SieLine.find(text).ifPresentOrElse(this::record, () -> plain(text.strip()));
            }
        }
        if (open || voucher != null) {
            add(voucherLine, "#VER", "the voucher has no end", "close its rows with }");
        }
        if (defects.size() == before) {
            require(pc8, "#FORMAT", "does not say PC8", "export the file anew as SIE 4");
            require(typeFour, "#SIETYP", "is not 4", "export vouchers and budget as SIE 4");
            require(yearBegins != null, "#RAR", "the financial year 0 is missing", "export the file anew as SIE 4");
        }
    }

    private void require(boolean holds, String label, String problem, String mend) {
        if (!holds) {
            add(0, label, problem, mend);
        }
    }

    /** Braces on lines of their own begin and end the rows of a voucher. */
    private void plain(String text) {
        if (text.equals("{") && voucher != null && !open) {
            open = true;
        } else {
            add(line, "", "a quotation mark or a brace is not closed", "export the file anew");
        }
    }

    private void record(SieLine record) {
        switch (record.label()) {
            case "}" -> endVoucher();
            case "#FORMAT" -> pc8 = record.field(0).equals("PC8");
            case "#SIETYP" -> typeFour = record.field(0).equals("4");
            case "#RAR" -> year(record);
            case "#VER" -> beginVoucher(record);
            case "#TRANS" -> row(record);
            case "#PBUDGET" -> budget(record);
            default -> {
                if (!record.label().startsWith("#")) {
                    add(line, "", "the line begins with no label", "export the file anew");
                }
            }
        }
    }

    private void year(SieLine record) {
        if (record.field(0).equals("0")) {
            Optional<LocalDate> begins = day(record.field(1));
            Optional<LocalDate> ends = day(record.field(2));
            if (begins.isEmpty() || ends.isEmpty()) {
                add(line, "#RAR", "has no such days", "allowed: #RAR 0 20260101 20261231");
            } else {
                yearBegins = begins.get();
                yearEnds = ends.get();
            }
        }
    }

    private void beginVoucher(SieLine record) {
        if (voucher != null) {
            add(voucherLine, "#VER", "the voucher has no end", "close its rows with }");
        }
        voucher = record;
        voucherLine = line;
        open = false;
        balance = 0;
    }

    private void endVoucher() {
        if (voucher == null || !open) {
            add(line, "}", "ends a voucher that has not begun", "export the file anew");
        } else if (balance != 0) {
            add(voucherLine, "#VER", "the rows of " + voucherId() + " do not sum to nought", "mend the voucher");
        }
        voucher = null;
        open = false;
    }

    private void row(SieLine record) {
        if (voucher == null || !open) {
            add(line, "#TRANS", "stands outside a voucher", "export the file anew");
            return;
        }
        Optional<Long> ore = Amounts.findSie(record.field(2));
        if (ore.isEmpty()) {
            add(line, "#TRANS", "the amount is " + record.field(2), Amounts.FORM_SIE);
            return;
        }
        balance += ore.get();
        Optional<String> service = service(record);
        if (service.isEmpty() || !isResult(record.field(0))) {
            return;
        }
        String written = record.field(3).isEmpty() ? voucher.field(2) : record.field(3);
        Optional<LocalDate> day = day(written);
        if (day.isEmpty() || outsideYear(day.get())) {
            add(line, "#TRANS", "the day is " + written, "allowed: YYYYMMDD within the financial year of #RAR 0");
            return;
        }
        bookings.add(
                new Booking(service.get(), day.get(), voucherId(), record.field(0), ore.get(), new Place(file, line)));
    }

    private void budget(SieLine record) {
        if (!record.field(0).equals("0")) {
            return;
        }
        Optional<LocalDate> month = day(record.field(1) + "01");
        Optional<Long> ore = Amounts.findSie(record.field(4));
        if (month.isEmpty()) {
            add(line, "#PBUDGET", "the period is " + record.field(1), "allowed: YYYYMM");
        } else if (ore.isEmpty()) {
            add(line, "#PBUDGET", "the amount is " + record.field(4), Amounts.FORM_SIE);
        } else if (isResult(record.field(2))) {
            service(record)
                    .ifPresent(service -> budgets.add(
                            new BudgetRow(service, Quarter.of(month.get()), ore.get(), new Place(file, line))));
        }
    }

    /** The service whose object the record names; a record that names objects of two is a defect. */
    private Optional<String> service(SieLine record) {
        Set<String> services = new LinkedHashSet<>();
        List<String> objects = record.objects();
        for (int i = 0; i + 1 < objects.size(); i += OBJECT_PAIR) {
            String service = costObjects.get(new CostObject(objects.get(i), objects.get(i + 1)));
            if (service != null) {
                services.add(service);
            }
        }
        if (services.size() > 1) {
            add(line, record.label(), "is booked on " + String.join(" and ", services), "book it on one of them");
        }
        return services.size() == 1 ? Optional.of(services.iterator().next()) : Optional.empty();
    }

    private String voucherId() {
        return voucher.field(0) + voucher.field(1);
    }

    private boolean outsideYear(LocalDate day) {
        return yearBegins != null && (day.isBefore(yearBegins) || day.isAfter(yearEnds));
    }

    /** Income and costs; 1 is assets, 2 is debts. */
    private static boolean isResult(String account) {
        return !account.isEmpty() && account.charAt(0) >= '3' && account.charAt(0) <= '8';
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DAY));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void add(int at, String path, String problem, String mend) {
        defects.add(new Defect(file, path, at, problem, mend));
    }
}
