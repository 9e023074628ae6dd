package se.knutpunkt.ledger;

import java.util.Set;
import se.knutpunkt.message.Receiver;

/**
 * A delivery to be written with its message.
 *
 * @param receiver who gets it
 * @param sections the sections of the message this receiver gets, fixed at accept
 */
public record NewDelivery(Receiver receiver, Set<String> sections) {

    public NewDelivery {
        sections = Set.copyOf(sections);
    }
}
