package se.knutpunkt.operate.replay;

import java.util.List;
import java.util.Set;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.address.ReceiverSections;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.RedirectDecider;
import se.knutpunkt.ledger.ReplayTarget;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;
import se.knutpunkt.operate.mend.StoredBundle;

/**
 * Another receiver, and whether a delivery may go there: only as the catalogue allows its role, with the sections of that role less all
 * that was withheld from either, and never where the person's data are protected: there the sender alone names receivers.
 */
final class RedirectTarget {

    /** One that is chosen by the delivery's role; or one that is named, with its role. */
    private final List<Unit> units;

    private final Role role;

    private RedirectTarget(List<Unit> units, Role role) {
        this.units = units;
        this.role = role;
    }

    /** @throws HubException UNKNOWN_RECEIVER or WRONG_RECEIVER_ROLE */
    static RedirectTarget require(Directory directory, ReplayTarget target) {
        if (!target.party().isEmpty()) {
            List<Unit> units =
                    directory.findParty(target.party()).map(Party::units).orElse(List.of());
            if (units.isEmpty()) {
                throw new HubException(ErrorCode.UNKNOWN_RECEIVER, "targetParty", "");
            }
            return new RedirectTarget(units, null);
        }
        Unit known = HsaId.find(target.unit())
                .flatMap(directory::findUnit)
                .orElseThrow(() -> new HubException(ErrorCode.UNKNOWN_RECEIVER, "targetUnit", ""));
        Role as = Role.findByCode(target.role())
                .filter(known.roles()::contains)
                .orElseThrow(() -> new HubException(ErrorCode.WRONG_RECEIVER_ROLE, "targetRole", ""));
        return new RedirectTarget(List.of(known), as);
    }

    RedirectDecider.Decision decide(Claim delivery, InForce inForce) {
        if (role != null) {
            return decide(delivery, units.get(0), role, inForce);
        }
        Role same = delivery.receiver().role();
        List<Unit> fit = unitsFor(same);
        if (fit.size() != 1) {
            return RedirectDecider.Decision.refuse(
                    fit.isEmpty() ? ErrorCode.WRONG_RECEIVER_ROLE : ErrorCode.AMBIGUOUS_RECEIVER);
        }
        return decide(delivery, fit.get(0), same, inForce);
    }

    /** The party's own for the role where it says which; else all that have it. */
    private List<Unit> unitsFor(Role wanted) {
        List<Unit> own = units.stream()
                .filter(unit -> unit.defaultFor().contains(wanted))
                .toList();
        return own.isEmpty()
                ? units.stream().filter(unit -> unit.roles().contains(wanted)).toList()
                : own;
    }

    private static RedirectDecider.Decision decide(Claim delivery, Unit unit, Role role, InForce inForce) {
        CanonicalMessage message = new CanonicalMessage(StoredBundle.read(delivery.payload()));
        EventType type = EventCheck.findType(message, inForce.catalogue()).orElse(null);
        if (type == null) {
            return RedirectDecider.Decision.refuse(ErrorCode.UNKNOWN_EVENT);
        }
        boolean isSender = message.findSenderUnit().filter(unit.hsaId()::equals).isPresent();
        if (isSender || !type.receivers().contains(role)) {
            return RedirectDecider.Decision.refuse(ErrorCode.WRONG_RECEIVER_ROLE);
        }
        HubSystem system = inForce.directory().findSystemOf(unit).orElse(null);
        if (system == null || system.outbound() == null || !system.outbound().takes(type.code())) {
            return RedirectDecider.Decision.refuse(ErrorCode.RECEIVER_DOES_NOT_TAKE_EVENT);
        }
        Set<String> sections = ReceiverSections.of(
                type, message, role, Set.of(unit.hsaId(), delivery.receiver().unit()));
        if (message.isProtected() || sections.isEmpty()) {
            return RedirectDecider.Decision.refuse(ErrorCode.SECRECY_HINDERS);
        }
        return RedirectDecider.Decision.to(new Receiver(system.id(), unit.partyId(), unit.hsaId(), role), sections);
    }
}
