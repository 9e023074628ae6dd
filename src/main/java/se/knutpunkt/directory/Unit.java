package se.knutpunkt.directory;

import java.util.Set;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/**
 * A unit that sends or receives.
 *
 * @param hsaId its HSA-id
 * @param name its name, Swedish
 * @param roles what it is in the process; a unit of a small municipality may have several
 * @param partyId the party it belongs to
 * @param defaultFor roles for which it is the party's unit when a sender only knows the party
 * @param municipalities codes of the municipalities whose inhabitants it serves; empty means that it is not chosen by place
 * @param phone telephone to the unit, for senders whose format has no place for it; empty when not known
 */
public record Unit(
        HsaId hsaId,
        String name,
        Set<Role> roles,
        String partyId,
        Set<Role> defaultFor,
        Set<String> municipalities,
        String phone) {

    public Unit {
        roles = Set.copyOf(roles);
        defaultFor = Set.copyOf(defaultFor);
        municipalities = Set.copyOf(municipalities);
    }

    /** A unit whose telephone is not known. */
    public Unit(
            HsaId hsaId,
            String name,
            Set<Role> roles,
            String partyId,
            Set<Role> defaultFor,
            Set<String> municipalities) {
        this(hsaId, name, roles, partyId, defaultFor, municipalities, "");
    }
}
