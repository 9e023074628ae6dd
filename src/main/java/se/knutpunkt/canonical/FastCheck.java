package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import se.knutpunkt.message.Refusal;

/**
 * The check on the path: cardinality, type, primitive pattern, fixed values, required bindings and slices by system, compiled from
 * the base and own snapshots. What it refuses the full validation refuses too.
 */
public final class FastCheck {

    /** All that the sender must mend, with FHIR paths; empty when nothing. Well under a millisecond. */
    public List<Refusal> check(JsonNode bundle) {
        throw new UnsupportedOperationException();
    }
}
