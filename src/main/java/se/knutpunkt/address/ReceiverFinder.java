package se.knutpunkt.address;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/** Looks units up in the directory and says in which role, and through which system, they can receive one event. */
final class ReceiverFinder {

    private static final Pattern ORGANISATION_NUMBER = Pattern.compile("\\d{6}-?\\d{4}");

    private final EventType type;
    private final Directory directory;

    ReceiverFinder(EventType type, Directory directory) {
        this.type = type;
        this.directory = directory;
    }

    Directory directory() {
        return directory;
    }

    /** A receiver the sender names: it must be known, have an allowed role, and be able to take the event. */
    Found explicit(CanonicalMessage.Destination named, String place) {
        Optional<Role> role = Role.findByCode(named.role());
        Optional<Unit> unit =
                HsaId.find(named.unit()).flatMap(directory::findUnit).or(() -> defaultUnit(named.unit(), role));
        if (unit.isEmpty()) {
            return Found.refused(ErrorCode.UNKNOWN_RECEIVER, place, "");
        }
        if (role.isPresent()) {
            return unit.get().roles().contains(role.get()) && type.receivers().contains(role.get())
                    ? reachable(unit.get(), role.get(), place)
                    : Found.refused(ErrorCode.WRONG_RECEIVER_ROLE, place, allowed(unit.get()));
        }
        TreeSet<Role> possible = new TreeSet<>(unit.get().roles());
        possible.retainAll(type.receivers());
        return switch (possible.size()) {
            case 0 -> Found.refused(ErrorCode.WRONG_RECEIVER_ROLE, place, allowed(unit.get()));
            case 1 -> reachable(unit.get(), possible.first(), place);
            default -> Found.refused(ErrorCode.AMBIGUOUS_RECEIVER, place, allowed(unit.get()));
        };
    }

    /** The unit a message came from: in the role it spoke in, else in the first of its roles that may receive the event. */
    Found answer(HsaId unit, Role spokeAs) {
        return directory
                .findUnit(unit)
                .flatMap(known ->
                        answeringRole(known, spokeAs).map(role -> reachable(known, role, AddressRules.DESTINATION)))
                .orElse(Found.NOBODY);
    }

    private Optional<Role> answeringRole(Unit unit, Role spokeAs) {
        TreeSet<Role> possible = new TreeSet<>(unit.roles());
        possible.retainAll(type.receivers());
        return possible.contains(spokeAs)
                ? Optional.of(spokeAs)
                : possible.stream().findFirst();
    }

    /**
     * A unit that already takes part. One whose role does not get the event, or whose adapter does not take it, is passed by: that
     * its system takes only some events is what its party has agreed to, and others must still be told.
     */
    Optional<Receiver> participant(HsaId unit, Role role) {
        if (!type.receivers().contains(role)) {
            return Optional.empty();
        }
        return directory
                .findUnit(unit)
                .flatMap(known -> directory
                        .findSystemOf(known)
                        .filter(this::takes)
                        .map(system -> new Receiver(system.id(), known.partyId(), known.hsaId(), role)));
    }

    Found reachable(Unit unit, Role role, String place) {
        Optional<HubSystem> system = directory.findSystemOf(unit).filter(this::takes);
        if (system.isEmpty()) {
            return Found.refused(
                    ErrorCode.RECEIVER_DOES_NOT_TAKE_EVENT, place, unit.hsaId().value());
        }
        return Found.one(new Receiver(system.get().id(), unit.partyId(), unit.hsaId(), role));
    }

    private boolean takes(HubSystem system) {
        return system.outbound() != null && system.outbound().takes(type.code());
    }

    /** Who only knows the organisation names it by its number; the unit is the party's own default for the role. */
    private Optional<Unit> defaultUnit(String organisation, Optional<Role> role) {
        if (role.isEmpty() || !ORGANISATION_NUMBER.matcher(organisation).matches()) {
            return Optional.empty();
        }
        String digits = organisation.replace("-", "");
        return directory.listParties().stream()
                .filter(party -> party.organisationNumber().replace("-", "").equals(digits))
                .findFirst()
                .flatMap(party -> findDefault(party, role.get()));
    }

    static Optional<Unit> findDefault(Party party, Role role) {
        List<Unit> units = party.listUnits(role);
        return units.size() == 1
                ? Optional.of(units.get(0))
                : units.stream()
                        .filter(unit -> unit.defaultFor().contains(role))
                        .findFirst();
    }

    private String allowed(Unit unit) {
        TreeSet<String> codes = new TreeSet<>();
        unit.roles().stream().filter(type.receivers()::contains).forEach(role -> codes.add(role.code()));
        return String.join(", ", codes);
    }
}
