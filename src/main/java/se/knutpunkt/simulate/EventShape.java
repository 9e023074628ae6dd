package se.knutpunkt.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the published description of an event says it may hold.
 *
 * @param code the event's code
 * @param version its version
 * @param required elements it must hold
 * @param optional elements it may hold, with those its kinds require
 */
public record EventShape(String code, String version, List<String> required, Set<String> optional) {

    /** This event when it registers another afterwards: it holds what that one holds beside its own. */
    EventShape registering(EventShape registered) {
        Set<String> may = new HashSet<>(optional);
        may.addAll(registered.optional);
        List<String> must = new ArrayList<>(required);
        must.addAll(registered.required);
        return new EventShape(code, version, must, may);
    }
}
