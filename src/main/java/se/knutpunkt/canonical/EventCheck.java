package se.knutpunkt.canonical;

import java.time.Instant;
import java.util.List;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.message.Refusal;

/** Checks a canonical message against its catalogue entry: version, sender role, kinds, required and allowed elements, code lists, times. */
public final class EventCheck {

    private EventCheck() {}

    /** All that the sender must mend; empty when nothing. */
    public static List<Refusal> check(CanonicalMessage message, Catalogue catalogue, Instant receivedAt) {
        throw new UnsupportedOperationException();
    }
}
