package se.knutpunkt.directory.economy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a SIE file: a label and its fields. A field stands bare, in quotation marks (with {@code \"} inside), or is a list in
 * braces, whose elements are in {@code objects}; its own place in {@code fields} is then empty.
 */
record SieLine(String label, List<String> fields, List<String> objects) {

    SieLine {
        fields = List.copyOf(fields);
        objects = List.copyOf(objects);
    }

    /** A field by its place, from nought; empty when the line is shorter. */
    String field(int index) {
        return index < fields.size() ? fields.get(index) : "";
    }

    /** Empty when a quotation mark or a brace is not closed. */
    static Optional<SieLine> find(String line) {
        List<String> outer = new ArrayList<>();
        List<String> inner = new ArrayList<>();
        boolean braces = false;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '{' && !braces) {
                braces = true;
                outer.add("");
                at++;
            } else if (c == '}' && braces) {
                braces = false;
                at++;
            } else {
                StringBuilder field = new StringBuilder();
                at = c == '"' ? quoted(line, at + 1, field) : bare(line, at, braces, field);
                if (at < 0) {
                    return Optional.empty();
                }
                (braces ? inner : outer).add(field.toString());
            }
        }
        return braces || outer.isEmpty()
                ? Optional.empty()
                : Optional.of(new SieLine(outer.get(0), outer.subList(1, outer.size()), inner));
    }

    private static int bare(String line, int from, boolean braces, StringBuilder field) {
        int at = from;
        while (at < line.length() && " \t".indexOf(line.charAt(at)) < 0 && !(braces && line.charAt(at) == '}')) {
            field.append(line.charAt(at++));
        }
        return at;
    }

    /** The place after the closing mark, or less than nought. */
    private static int quoted(String line, int from, StringBuilder field) {
        int at = from;
        while (at < line.length() && line.charAt(at) != '"') {
            if (line.charAt(at) == '\\' && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                at++;
            }
            field.append(line.charAt(at++));
        }
        return at < line.length() ? at + 1 : -1;
    }
}
