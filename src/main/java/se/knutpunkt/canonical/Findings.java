package se.knutpunkt.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

/**
 * What is wrong in one Bundle, and the place that is being looked at. Places are FHIR paths that begin at the resource; a name
 * that a sender made up is told by its position, since it may be content.
 */
final class Findings {

    /** A receipt with more than this helps nobody. */
    private static final int LIMIT = 100;

    private static final Pattern ELEMENT_NAME = Pattern.compile("_?[a-z][A-Za-z]{0,39}");

    private final Set<Refusal> refusals = new LinkedHashSet<>();
    private String[] names = new String[32];
    private int[] indices = new int[32];
    private int depth;

    /** @param index position in the array, or -1 where there is none */
    void enter(String name, int index) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indices = Arrays.copyOf(indices, depth * 2);
        }
        names[depth] = name;
        indices[depth++] = index;
    }

    void leave() {
        depth--;
    }

    void add(ErrorCode code, String detail) {
        addAt(code, "", detail);
    }

    /** A finding at a child of this place; an empty child is the place itself. */
    void addAt(ErrorCode code, String child, String detail) {
        if (refusals.size() < LIMIT) {
            refusals.add(new Refusal(code, place(child), detail));
        }
    }

    /** A property that no definition knows; its name is repeated only where it looks like the name of an element. */
    void addUnknown(String name, int position) {
        if (isElementName(name)) {
            addAt(ErrorCode.UNKNOWN_ELEMENT, name, "");
        } else {
            add(ErrorCode.UNKNOWN_ELEMENT, "property " + (position + 1));
        }
    }

    static boolean isElementName(String name) {
        return ELEMENT_NAME.matcher(name).matches();
    }

    List<Refusal> list() {
        return new ArrayList<>(refusals);
    }

    /** Resources begin a path anew: their names alone begin with a capital. */
    private String place(String child) {
        int from = depth;
        while (from > 0) {
            from--;
            if (Character.isUpperCase(names[from].charAt(0))) {
                break;
            }
        }
        StringBuilder path = new StringBuilder();
        for (int i = from; i < depth; i++) {
            path.append(i > from ? "." : "").append(names[i]);
            if (indices[i] >= 0) {
                path.append('[').append(indices[i]).append(']');
            }
        }
        return child.isEmpty()
                ? path.toString()
                : path.append('.').append(child).toString();
    }
}
