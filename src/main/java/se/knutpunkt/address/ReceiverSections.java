package se.knutpunkt.address;

import java.util.LinkedHashSet;
import java.util.Set;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/** Which sections of a message a receiver may have. Pure. */
public final class ReceiverSections {

    private ReceiverSections() {}

    /**
     * What the role may have, less what the sender withholds from everyone or from one of {@code units}: the receiver, and where it
     * stands in another's place, that one too.
     */
    public static Set<String> of(EventType type, CanonicalMessage message, Role role, Set<HsaId> units) {
        Set<String> sections = new LinkedHashSet<>(type.sections().getOrDefault(role, Set.of()));
        for (CanonicalMessage.Withheld withheld : message.listWithheld()) {
            boolean concerns = withheld.receiver().isEmpty()
                    || HsaId.find(withheld.receiver()).filter(units::contains).isPresent();
            if (concerns) {
                sections.remove(withheld.section());
            }
        }
        return sections;
    }
}
