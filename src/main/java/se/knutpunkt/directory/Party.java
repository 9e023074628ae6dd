package se.knutpunkt.directory;

import java.util.List;
import java.util.Set;
import se.knutpunkt.message.Role;

/**
 * Who takes part: an organisation with its codes, units and agreements.
 *
 * @param id the stem of its file, such as {@code municipality-dals-ed}
 * @param kind what it is
 * @param name its name, Swedish
 * @param municipalityCode SCB's four digits; empty for others than municipalities
 * @param organisationNumber ten digits without hyphen
 * @param subregion area of vårdsamverkan; empty where none
 * @param federation kommunalförbund; empty where none
 * @param population inhabitants; zero where it does not apply
 * @param units its units, in file order
 * @param systemId the system that sends and receives for it; empty for a party that cannot be reached
 * @param contacts functions to reach at the party
 * @param services ids of the services it takes part in, whose documents allow the flow
 */
public record Party(
        String id,
        PartyKind kind,
        String name,
        String municipalityCode,
        String organisationNumber,
        String subregion,
        String federation,
        int population,
        List<Unit> units,
        String systemId,
        List<Contact> contacts,
        Set<String> services) {

    public Party {
        units = List.copyOf(units);
        contacts = List.copyOf(contacts);
        services = Set.copyOf(services);
    }

    /** A party without contacts and services. */
    public Party(
            String id,
            PartyKind kind,
            String name,
            String municipalityCode,
            String organisationNumber,
            String subregion,
            String federation,
            int population,
            List<Unit> units,
            String systemId) {
        this(
                id,
                kind,
                name,
                municipalityCode,
                organisationNumber,
                subregion,
                federation,
                population,
                units,
                systemId,
                List.of(),
                Set.of());
    }

    /** The units that have {@code role}, in file order. */
    public List<Unit> listUnits(Role role) {
        return units.stream().filter(unit -> unit.roles().contains(role)).toList();
    }
}
