package se.knutpunkt.operate.replay;

import java.util.Set;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.address.ReceiverSections;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.RedirectDecider;
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

    private final Unit unit;
    private final Role role;

    private RedirectTarget(Unit unit, Role role) {
        this.unit = unit;
        this.role = role;
    }

    /** @throws HubException UNKNOWN_RECEIVER or WRONG_RECEIVER_ROLE */
    static RedirectTarget require(Directory directory, String unit, String role) {
        Unit known = HsaId.find(unit)
                .flatMap(directory::findUnit)
                .orElseThrow(() -> new HubException(ErrorCode.UNKNOWN_RECEIVER, "targetUnit", ""));
        Role as = Role.findByCode(role)
                .filter(known.roles()::contains)
                .orElseThrow(() -> new HubException(ErrorCode.WRONG_RECEIVER_ROLE, "targetRole", ""));
        return new RedirectTarget(known, as);
    }

    RedirectDecider.Decision decide(Claim delivery, InForce inForce) {
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
