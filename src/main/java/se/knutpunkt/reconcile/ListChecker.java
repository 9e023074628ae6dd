package se.knutpunkt.reconcile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import se.knutpunkt.reconcile.ListProblem.Kind;

/** Checks the values of a list line by line, whatever format they came in, and gathers lines and problems. */
final class ListChecker {

    static final List<String> COLUMNS = List.of("id", "delivery", "hash", "event", "time", "state", "attempt");
    static final int MOST_PROBLEMS = 20;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{32}([0-9a-fA-F]{32})?");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9^_-]{1,60}");
    private static final Pattern ATTEMPT = Pattern.compile("[1-9]\\d{0,5}");

    private final List<PartyLine> lines = new ArrayList<>();
    private final List<ListProblem> problems = new ArrayList<>();
    private final int mostLines;

    ListChecker(int mostLines) {
        this.mostLines = mostLines;
    }

    /** False when no more is to be read. */
    boolean take(int line, Map<String, String> values) {
        if (lines.size() == mostLines) {
            problem(line, String.valueOf(mostLines), Kind.TOO_MANY_LINES);
            return false;
        }
        String id = value(values, "id");
        String delivery = value(values, "delivery");
        require(line, "id", ID.matcher(id).matches(), Kind.ID_WRONG);
        require(line, "delivery", delivery.isEmpty() || UUID.matcher(delivery).matches(), Kind.DELIVERY_WRONG);
        String hash = matching(line, values, "hash", HASH, Kind.HASH_WRONG).toLowerCase(Locale.ROOT);
        String event = matching(line, values, "event", EVENT, Kind.EVENT_WRONG);
        String state = value(values, "state").toLowerCase(Locale.ROOT);
        // what a manifest of the hub says of a delivery may be given back as it is
        require(line, "state", List.of("", "accepted", "refused", "delivered").contains(state), Kind.STATE_WRONG);
        String attempt = matching(line, values, "attempt", ATTEMPT, Kind.ATTEMPT_WRONG);
        lines.add(new PartyLine(
                line,
                id,
                delivery.toLowerCase(Locale.ROOT),
                hash,
                event,
                time(line, value(values, "time")),
                state,
                attempt.isEmpty() ? 0 : Integer.parseInt(attempt)));
        return problems.size() < MOST_PROBLEMS;
    }

    void problem(int line, String place, Kind kind) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new ListProblem(line, place, kind));
        }
    }

    PartyList list() {
        return new PartyList(lines, problems);
    }

    private Instant time(int line, String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            problem(line, "time", Kind.TIME_WRONG);
            return null;
        }
    }

    private String matching(int line, Map<String, String> values, String name, Pattern pattern, Kind kind) {
        String value = value(values, name);
        boolean right = value.isEmpty() || pattern.matcher(value).matches();
        require(line, name, right, kind);
        return right ? value : "";
    }

    private void require(int line, String place, boolean right, Kind kind) {
        if (!right) {
            problem(line, place, kind);
        }
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        return value == null ? "" : value.strip();
    }
}
