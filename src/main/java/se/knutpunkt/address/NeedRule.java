package se.knutpunkt.address;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Role;

/**
 * Receivers by the needs a physician has judged: per need the one unit that serves the patient's municipality of folkbokföring (lag
 * 2017:612 2 kap. 1 §). Never for a protected person, whose folkbokföring may be old or fictitious; never a default municipality.
 */
final class NeedRule {

    private static final String NEEDS = "Task.input[needs]";
    private static final String ADDRESS = "Patient.address";

    private final EventType type;
    private final CanonicalMessage message;
    private final ReceiverFinder finder;

    NeedRule(EventType type, CanonicalMessage message, ReceiverFinder finder) {
        this.type = type;
        this.message = message;
        this.finder = finder;
    }

    Found find() {
        if (message.isProtected()) {
            return Found.refused(ErrorCode.PROTECTED_NEEDS_EXPLICIT_RECEIVER, AddressRules.DESTINATION, "");
        }
        String code = message.municipalityCode();
        if (code.isEmpty()) {
            return Found.refused(ErrorCode.NO_RECEIVER, AddressRules.DESTINATION, "");
        }
        Optional<Party> municipality = finder.directory().findMunicipality(code);
        if (municipality.isEmpty() || municipality.get().kind() == PartyKind.OUTSIDE_COUNTY) {
            return Found.refused(ErrorCode.OUTSIDE_COUNTY, ADDRESS, code);
        }
        Found found = Found.NOBODY;
        for (Role role : needs()) {
            found = found.and(unitFor(municipality.get(), role));
        }
        return found;
    }

    private Set<Role> needs() {
        Set<Role> roles = new LinkedHashSet<>();
        for (String need : message.listContent("needs")) {
            Role.findByCode(need).filter(type.receivers()::contains).ifPresent(roles::add);
        }
        return roles;
    }

    private Found unitFor(Party municipality, Role role) {
        Optional<Unit> own = ReceiverFinder.findDefault(municipality, role);
        if (own.isPresent()) {
            return finder.reachable(own.get(), role, NEEDS);
        }
        List<Unit> serving = finder.directory().listUnitsServing(municipality.municipalityCode(), role);
        return switch (serving.size()) {
            case 0 -> Found.refused(ErrorCode.UNKNOWN_RECEIVER, NEEDS, role.code());
            case 1 -> finder.reachable(serving.get(0), role, NEEDS);
            default ->
                Found.refused(
                        ErrorCode.AMBIGUOUS_RECEIVER,
                        AddressRules.DESTINATION,
                        role.code() + ": "
                                + serving.stream()
                                        .map(unit -> unit.hsaId().value())
                                        .collect(Collectors.joining(", ")));
        };
    }
}
