package se.knutpunkt.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** Who may act for whom: the sending unit exists, belongs to a party of the system's {@code actsFor}, and has the role it speaks in. */
final class ActingCheck {

    private static final String SENDER = "MessageHeader.sender";

    private ActingCheck() {}

    static List<Refusal> check(CanonicalMessage message, HubSystem system, Directory directory) {
        List<Refusal> refusals = new ArrayList<>();
        Optional<HsaId> named = message.findSenderUnit();
        if (named.isEmpty()) {
            return List.of(Refusal.of(ErrorCode.REQUIRED_MISSING, SENDER));
        }
        Optional<Unit> unit = named.flatMap(directory::findUnit);
        if (unit.filter(known -> directory.mayActFor(system, known)).isEmpty()) {
            return List.of(Refusal.of(ErrorCode.NOT_ALLOWED_TO_ACT, SENDER));
        }
        Optional<Role> role = message.findSenderRole();
        if (role.isEmpty() || !unit.get().roles().contains(role.get())) {
            refusals.add(Refusal.of(ErrorCode.WRONG_SENDER_ROLE, SENDER));
        }
        return refusals;
    }
}
