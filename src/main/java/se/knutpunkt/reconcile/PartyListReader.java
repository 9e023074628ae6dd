package se.knutpunkt.reconcile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.reconcile.ListProblem.Kind;

/** Reads a system's list, CSV or JSON, entry by entry and no further than its bounds. */
final class PartyListReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final int mostLines;
    private final long mostBytes;

    PartyListReader(int mostLines, long mostBytes) {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(5)
                        .maxStringLength(10_000)
                        .build());
        this.mostLines = mostLines;
        this.mostBytes = mostBytes;
    }

    PartyList read(InputStream in, boolean json) {
        ListChecker checker = new ListChecker(mostLines);
        BoundedInput bounded = new BoundedInput(in, mostBytes);
        try {
            if (json) {
                readJson(bounded, checker);
            } else {
                readCsv(bounded, checker);
            }
        } catch (BoundedInput.TooLarge tooLarge) {
            checker.problem(0, String.valueOf(mostBytes), Kind.TOO_LARGE);
        } catch (IOException broken) {
            throw new HubException(ErrorCode.UNREADABLE, "body", "", broken);
        }
        return checker.list();
    }

    private static void readCsv(InputStream in, ListChecker checker) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        int line = 1;
        try {
            String first = reader.readLine();
            char delimiter = first != null && first.contains(";") ? ';' : ',';
            List<String> names = names(first, delimiter, checker);
            if (names.isEmpty()) {
                return;
            }
            try (CSVParser parser = format(delimiter).parse(reader)) {
                for (CSVRecord record : parser) {
                    line = (int) parser.getCurrentLineNumber() + 1;
                    if (!take(record, line, names, checker)) {
                        return;
                    }
                }
            }
        } catch (CharacterCodingException notUtf8) {
            checker.problem(line, "UTF-8", Kind.NOT_READABLE);
        } catch (java.io.UncheckedIOException unreadable) {
            tell(unreadable.getCause(), line, checker);
        } catch (BoundedInput.TooLarge tooLarge) {
            throw tooLarge;
        } catch (IOException unreadable) {
            checker.problem(line, "CSV", Kind.NOT_READABLE);
        }
    }

    private static void tell(IOException cause, int line, ListChecker checker) throws IOException {
        if (cause instanceof BoundedInput.TooLarge) {
            throw cause;
        }
        checker.problem(line, cause instanceof CharacterCodingException ? "UTF-8" : "CSV", Kind.NOT_READABLE);
    }

    private static boolean take(CSVRecord record, int line, List<String> names, ListChecker checker) {
        if (record.size() == 1 && record.get(0).isBlank()) {
            return true;
        }
        if (record.size() != names.size()) {
            checker.problem(line, String.valueOf(names.size()), Kind.TOO_FEW_OR_MANY);
            return true;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), record.get(i));
        }
        return checker.take(line, values);
    }

    /** The columns of the first line; none when they cannot be used. */
    private static List<String> names(String first, char delimiter, ListChecker checker) throws IOException {
        // spreadsheets begin a file with a byte order mark, also one that holds nothing else
        String header = first != null && first.startsWith("\uFEFF") ? first.substring(1) : first;
        if (header == null || header.isBlank()) {
            checker.problem(1, "id", Kind.COLUMN_MISSING);
            return List.of();
        }
        List<String> names;
        try (CSVParser parser = CSVParser.parse(header, format(delimiter))) {
            names = parser.getRecords().get(0).stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .toList();
        }
        Set<String> seen = new HashSet<>();
        boolean usable = true;
        for (int i = 0; i < names.size(); i++) {
            if (!ListChecker.COLUMNS.contains(names.get(i))) {
                // by number: what stands there may be data, in a file without a first line of names
                checker.problem(1, String.valueOf(i + 1), Kind.COLUMN_UNKNOWN);
                usable = false;
            } else if (!seen.add(names.get(i))) {
                checker.problem(1, names.get(i), Kind.COLUMN_TWICE);
                usable = false;
            }
        }
        if (usable && !seen.contains("id")) {
            checker.problem(1, "id", Kind.COLUMN_MISSING);
            usable = false;
        }
        return usable ? names : List.of();
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
    }

    private static void readJson(InputStream in, ListChecker checker) throws IOException {
        int entry = 0;
        try (JsonParser parser = JSON.getFactory().createParser(in)) {
            boolean list = parser.nextToken() == JsonToken.START_OBJECT
                    && "entries".equals(parser.nextFieldName())
                    && parser.nextToken() == JsonToken.START_ARRAY;
            if (!list) {
                checker.problem(0, "entries", Kind.COLUMN_MISSING);
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                entry++;
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    checker.problem(entry, "entries", Kind.NOT_READABLE);
                    return;
                }
                if (!checker.take(entry, values(parser, entry, checker))) {
                    return;
                }
            }
            if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                checker.problem(0, "entries", Kind.NOT_READABLE);
            }
        } catch (JsonProcessingException unreadable) {
            checker.problem(entry, "JSON", Kind.NOT_READABLE);
        }
    }

    private static Map<String, String> values(JsonParser parser, int entry, ListChecker checker) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (!ListChecker.COLUMNS.contains(name)) {
                checker.problem(entry, "", Kind.COLUMN_UNKNOWN);
                parser.skipChildren();
            } else if (token.isScalarValue()) {
                values.put(name, token == JsonToken.VALUE_NULL ? "" : parser.getText());
            } else {
                checker.problem(entry, name, Kind.NOT_READABLE);
                parser.skipChildren();
            }
        }
        return values;
    }
}
