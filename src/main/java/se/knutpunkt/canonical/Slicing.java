package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;

/** The slices of an array, told apart by a value or by the type of a resource. */
final class Slicing {

    /**
     * One slice.
     *
     * @param name its name
     * @param discriminator the value that tells it
     * @param min fewest
     * @param max most
     * @param check what its items must be
     */
    record Slice(String name, String discriminator, int min, int max, Check check) {}

    private static final Check NO_SLICE = (value, findings) -> findings.add(ErrorCode.UNKNOWN_ELEMENT, "");

    private final String[] path;
    private final boolean closed;
    private final List<Slice> slices;
    private final Map<String, Integer> positions = new HashMap<>();

    /** @param path names that lead from an item to the value that tells its slice */
    Slicing(String[] path, boolean closed, List<Slice> slices) {
        this.path = path;
        this.closed = closed;
        this.slices = slices;
        for (int i = 0; i < slices.size(); i++) {
            positions.put(slices.get(i).discriminator(), i);
        }
    }

    int[] newCounts() {
        return new int[slices.size()];
    }

    /** The check for an item, counting it to its slice. */
    Check choose(JsonNode item, int[] counts, Check outside) {
        JsonNode value = item;
        for (String name : path) {
            value = value.path(name);
        }
        Integer position = positions.get(value.asText());
        if (position == null) {
            return closed ? NO_SLICE : outside;
        }
        counts[position]++;
        return slices.get(position).check();
    }

    /** What is missing where the whole array is. */
    void missing(String name, Findings findings) {
        count(name, newCounts(), findings);
    }

    void count(String name, int[] counts, Findings findings) {
        for (int i = 0; i < counts.length; i++) {
            Slice slice = slices.get(i);
            if (counts[i] < slice.min()) {
                findings.addAt(ErrorCode.REQUIRED_MISSING, name + ":" + slice.name(), "");
            } else if (counts[i] > slice.max()) {
                findings.addAt(ErrorCode.CARDINALITY, name + ":" + slice.name(), "at most " + slice.max());
            }
        }
    }
}
