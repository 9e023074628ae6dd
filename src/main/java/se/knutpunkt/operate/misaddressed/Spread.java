package se.knutpunkt.operate.misaddressed;

import java.util.List;
import java.util.UUID;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.directory.Contact;
import se.knutpunkt.ledger.Withdrawal;

/**
 * Where the content of some messages went.
 *
 * @param messages how many
 * @param persons how many different persons they are about; by keyed hash, nobody is named
 * @param receivers each delivery that is or was in use, those who have it first
 * @param unreadable messages whose content is no longer kept or cannot be opened: there all fields of the sections are named
 */
public record Spread(int messages, int persons, List<Receiver> receivers, int unreadable) {

    /**
     * One receiver of one message.
     *
     * @param controller the party that answers for what it received
     * @param unit name of the unit, or its HSA-id where it is not known any more
     * @param role code of the role it received in
     * @param fields what it was given, or would have been
     * @param outcome how it stands
     * @param notices codes of events by which the sender can tell this receiver that the message was not meant for it
     */
    public record Receiver(
            UUID hubId,
            UUID deliveryId,
            Controller controller,
            String unit,
            String role,
            List<Element> fields,
            Withdrawal.Outcome outcome,
            List<String> notices) {}

    /**
     * Who answers for personal data.
     *
     * @param organisationNumber empty where the party is not known any more
     */
    public record Controller(String id, String name, String organisationNumber, List<Contact> contacts) {}
}
