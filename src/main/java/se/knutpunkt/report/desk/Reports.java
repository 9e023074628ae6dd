package se.knutpunkt.report.desk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.ReportLedger;
import se.knutpunkt.ledger.ReportRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.report.compose.Heading;
import se.knutpunkt.report.compose.Material;
import se.knutpunkt.report.compose.Standing;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Period;

/** The reports: opened for a named owner, written, approved, handed out. What is approved is handed out as it was. */
public final class Reports {

    private static final int LONGEST_TEXT = 5_000;
    private static final int LONGEST_OWNER = 100;
    /** Digits as a personal identity number is written; a report has no use of any such. */
    private static final Pattern PERSON = Pattern.compile("(?<!\\d)\\d{6}(\\d{2})?\\s?[-+]?\\s?\\d{4}(?!\\d)");

    private final ReportLedger ledger;
    private final FigureBook book;
    private final Supplier<Directory> directory;
    private final Function<Period, Standing> standing;
    private final ReportWriter writer;

    public Reports(
            ReportLedger ledger,
            FigureBook book,
            Supplier<Directory> directory,
            Function<Period, Standing> standing,
            ReportWriter writer) {
        this.ledger = ledger;
        this.book = book;
        this.directory = directory;
        this.standing = standing;
        this.writer = writer;
    }

    /** The newest period first. */
    public List<ReportRow> list() {
        return ledger.list();
    }

    public Optional<ReportRow> find(Period period) {
        return ledger.findLast(period.toString());
    }

    /** Texts of the last revision, by heading. */
    public Map<Heading, String> texts(Period period) {
        Map<Heading, String> texts = new EnumMap<>(Heading.class);
        find(period)
                .ifPresent(row -> ledger.texts(row.period(), row.revision())
                        .forEach((heading, body) -> Heading.find(heading).ifPresent(known -> texts.put(known, body))));
        return texts;
    }

    /** Opens a draft, unless one is open. Refuses a period that has not ended. */
    public ReportRow open(Period period, String owner, String byWhom, String reason) {
        String named = owner == null ? "" : owner.strip();
        if (named.isEmpty() || named.length() > LONGEST_OWNER) {
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER,
                    "owner",
                    "the name of the one who answers for it, at most " + LONGEST_OWNER);
        }
        requireReason(reason);
        book.get(period);
        return ledger.open(period.toString(), named, byWhom, reason.strip());
    }

    /** Keeps what the owner writes under a heading. */
    public void write(Period period, Heading heading, String text, String byWhom, String reason) {
        String body = text == null ? "" : text.strip();
        if (body.length() > LONGEST_TEXT) {
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER, heading.code(), "at most " + LONGEST_TEXT + " characters");
        }
        if (PERSON.matcher(body).find()) {
            throw new HubException(ErrorCode.REASON_WITH_PERSON, heading.code(), "");
        }
        requireReason(reason);
        if (!ledger.write(period.toString(), heading.code(), body, byWhom, reason.strip())) {
            throw noDraft(period);
        }
    }

    /** Freezes the figures, writes the files a last time and makes the report final; after that nothing of it changes. */
    public ReportRow approve(Period period, String byWhom, String reason) {
        requireReason(reason);
        find(period).filter(row -> !row.isFinal()).orElseThrow(() -> noDraft(period));
        FigureSet frozen = book.freeze(period, byWhom);
        ReportRequest request = ReportRequest.whole(period);
        List<ReportLedger.ReportFile> files = new ArrayList<>();
        writer.write(request, material(frozen, byWhom))
                .forEach((name, content) -> files.add(new ReportLedger.ReportFile(name, sha256(content), content)));
        return ledger.approve(period.toString(), frozen.hash(), files, byWhom, reason.strip())
                .orElseThrow(() -> noDraft(period));
    }

    /** The files: of an approved report as they were approved, else as they are now. */
    public Map<String, byte[]> files(ReportRequest request) {
        Optional<ReportRow> approved = find(request.period()).filter(ReportRow::isFinal);
        if (request.isWhole() && approved.isPresent()) {
            Map<String, byte[]> kept = new java.util.LinkedHashMap<>();
            for (String ending : List.of(".html", ".pdf", ".csv", ".json")) {
                String name = request.stem() + ending;
                ledger.findFile(approved.get().period(), approved.get().revision(), name)
                        .ifPresent(file -> kept.put(name, file.content()));
            }
            return kept;
        }
        return writer.write(
                request,
                material(
                        book.get(request.period()),
                        approved.map(ReportRow::approvedBy).orElse("")));
    }

    /** The draft as a page, quicker than all its files. */
    public String preview(ReportRequest request) {
        return writer.html(request, material(book.get(request.period()), ""));
    }

    private Material material(FigureSet now, String approval) {
        Period period = now.period();
        return new Material(
                now,
                book.trend(period),
                directory.get(),
                standing.apply(period),
                texts(period),
                book.corrections(period),
                find(period).map(ReportRow::owner).orElse(""),
                approval);
    }

    private static void requireReason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new HubException(ErrorCode.REASON_MISSING, "reason", "");
        }
    }

    private static HubException noDraft(Period period) {
        return new HubException(ErrorCode.STATE_CHANGED, "report " + period, "there is no draft");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new HubException(ErrorCode.INTERNAL, "SHA-256", "", e);
        }
    }
}
