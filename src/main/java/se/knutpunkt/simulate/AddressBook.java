package se.knutpunkt.simulate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import se.knutpunkt.codec.Format;

/** Who there is to play with: given by the demo from the directory in force, so that nothing stands in two places. */
public record AddressBook(
        List<SimulatedMunicipality> municipalities, List<SimulatedUnit> units, List<SimulatedSystem> systems) {

    public AddressBook {
        municipalities = List.copyOf(municipalities);
        units = List.copyOf(units);
        systems = List.copyOf(systems);
    }

    /** The unit of {@code role} in the municipality's own party: its default where it names one. */
    public Optional<SimulatedUnit> findOwnUnit(SimulatedMunicipality municipality, String role) {
        return units.stream()
                .filter(unit -> unit.partyId().equals(municipality.partyId())
                        && unit.roles().contains(role))
                .min(Comparator.comparing(unit -> !unit.defaultFor().contains(role)));
    }

    /**
     * Units of {@code role} that serve the municipality: those that say so, else those of the parties in {@code catchment}, else
     * all that can send.
     */
    public List<SimulatedUnit> listServing(SimulatedMunicipality municipality, String role, List<String> catchment) {
        List<SimulatedUnit> inRole = units.stream()
                .filter(unit -> unit.roles().contains(role))
                .filter(unit -> findSender(unit, false).isPresent())
                .toList();
        List<SimulatedUnit> serving =
                filter(inRole, unit -> unit.municipalities().contains(municipality.code()));
        if (!serving.isEmpty()) {
            return serving;
        }
        List<SimulatedUnit> near = filter(inRole, unit -> catchment.contains(unit.partyId()));
        return near.isEmpty() ? inRole : near;
    }

    /** The system that sends for the unit: the one that also receives for it, where that one may send. */
    public Optional<SimulatedSystem> findSender(SimulatedUnit unit, boolean hl7) {
        return systems.stream()
                .filter(system -> system.actsFor().contains(unit.partyId()))
                .filter(system -> hl7
                        ? system.sends().contains(Format.HL7_V2)
                        : !system.listEventFormats().isEmpty())
                .min(Comparator.comparing(
                                (SimulatedSystem system) -> !system.id().equals(unit.systemId()))
                        .thenComparing(SimulatedSystem::id));
    }

    private static List<SimulatedUnit> filter(List<SimulatedUnit> units, Predicate<SimulatedUnit> condition) {
        return units.stream().filter(condition).toList();
    }
}
