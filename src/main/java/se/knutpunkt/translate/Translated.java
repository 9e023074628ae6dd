package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import se.knutpunkt.message.Refusal;

/** The outcome of a translation to the canonical model: expected outcomes are values. */
public sealed interface Translated {

    /** A canonical Bundle. */
    record Canonical(ObjectNode bundle) implements Translated {}

    /** The sender must mend it. */
    record Refused(List<Refusal> refusals) implements Translated {}

    /** A message that carries no event of the catalogue, and rightly so; {@code reason} is a code for the count. */
    record NoEvent(String reason) implements Translated {}
}
