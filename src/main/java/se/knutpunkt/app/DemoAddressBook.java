package se.knutpunkt.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.Role;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.SimulatedMunicipality;
import se.knutpunkt.simulate.SimulatedSystem;
import se.knutpunkt.simulate.SimulatedUnit;

/** Tells the simulated parties who they are: the directory in force, in their own words. */
final class DemoAddressBook {

    private DemoAddressBook() {}

    /** @param tokens bearer token by system id; null for a system without one */
    static AddressBook of(Directory directory, UnaryOperator<String> tokens) {
        List<SimulatedMunicipality> municipalities = new ArrayList<>();
        List<SimulatedUnit> units = new ArrayList<>();
        for (Party party : directory.listParties()) {
            if (party.kind() == PartyKind.MUNICIPALITY) {
                municipalities.add(new SimulatedMunicipality(
                        party.municipalityCode(),
                        party.name(),
                        party.subregion(),
                        party.population(),
                        party.id(),
                        party.systemId()));
            }
            party.units().forEach(unit -> units.add(unit(unit, party, directory)));
        }
        List<SimulatedSystem> systems = directory.listSystems().stream()
                .map(system -> system(system, tokens.apply(system.id())))
                .toList();
        return new AddressBook(municipalities, units, systems);
    }

    private static SimulatedUnit unit(Unit unit, Party party, Directory directory) {
        return new SimulatedUnit(
                unit.hsaId().value(),
                codes(unit.roles()),
                codes(unit.defaultFor()),
                party.id(),
                party.systemId(),
                unit.municipalities(),
                directory
                        .findSystemOf(unit)
                        .map(system -> system.outbound().events())
                        .orElse(Set.of()));
    }

    private static SimulatedSystem system(HubSystem system, String token) {
        List<Format> sends = system.inbound() == null
                ? List.of()
                : system.inbound().formats().stream().sorted().toList();
        return new SimulatedSystem(
                system.id(),
                system.hsaId().value(),
                system.actsFor(),
                system.outbound().channel().code(),
                system.outbound().format(),
                sends,
                token == null ? "" : token);
    }

    private static Set<String> codes(Set<Role> roles) {
        return roles.stream().map(Role::code).collect(Collectors.toUnmodifiableSet());
    }
}
