package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.message.Receiver;

/** Leaves in a Bundle only what one receiver may have: its sections, and its own line among the destinations. */
public final class Minimiser {

    private Minimiser() {}

    /** A copy of {@code bundle} with the given sections; the input is not changed. Unknown elements are never let through. */
    public static ObjectNode minimise(ObjectNode bundle, Receiver receiver, Set<String> sections, Catalogue catalogue) {
        throw new UnsupportedOperationException();
    }
}
