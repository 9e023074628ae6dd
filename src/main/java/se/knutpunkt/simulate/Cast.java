package se.knutpunkt.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Who plays which part in one episode; each part is filled once, when it is first asked for. */
final class Cast {

    private static final String OTHER = "other-";

    private final AddressBook book;
    private final SimulatedMunicipality municipality;
    private final List<String> catchment;
    private final Random random;
    private final boolean defaults;
    private final boolean adt;
    private final Map<String, SimulatedUnit> parts = new HashMap<>();

    /**
     * @param catchment parties whose wards admit the patient
     * @param defaults true when the municipality is met by its default units, as when the hub finds them
     * @param adt true when the hospital must have an ADT that sends HL7 v2
     */
    Cast(
            AddressBook book,
            SimulatedMunicipality municipality,
            List<String> catchment,
            Random random,
            boolean defaults,
            boolean adt) {
        this.book = book;
        this.municipality = municipality;
        this.catchment = catchment;
        this.random = random;
        this.defaults = defaults;
        this.adt = adt;
    }

    SimulatedMunicipality municipality() {
        return municipality;
    }

    SimulatedUnit unit(String part) {
        return parts.computeIfAbsent(part, this::fill);
    }

    /** The role in which the part is played. */
    static String role(String part) {
        return part.startsWith(OTHER) ? part.substring(OTHER.length()) : part;
    }

    /** The system the part sends with. */
    SimulatedSystem system(String part, boolean hl7) {
        SimulatedUnit unit = unit(part);
        return book.findSender(unit, hl7)
                .orElseThrow(() -> TrafficFiles.defect(unit.hsaId(), "no system sends for this unit"));
    }

    private SimulatedUnit fill(String part) {
        String role = role(part);
        List<SimulatedUnit> candidates = switch (role) {
            case "social-services", "municipal-health-care" -> municipal(part, role);
            default ->
                book.listServing(municipality, role, catchment).stream()
                        .filter(unit -> !adt
                                || !part.equals("hospital")
                                || book.findSender(unit, true).isPresent())
                        .toList();
        };
        List<SimulatedUnit> free =
                candidates.stream().filter(unit -> !parts.containsValue(unit)).toList();
        if (free.isEmpty() && part.startsWith(OTHER)) {
            free = elsewhere(role);
        }
        List<SimulatedUnit> left = free.isEmpty() ? candidates : free;
        if (left.isEmpty()) {
            throw TrafficFiles.defect(municipality.partyId(), "nobody to play " + part);
        }
        return left.get(random.nextInt(left.size()));
    }

    private List<SimulatedUnit> municipal(String part, String role) {
        if (part.startsWith(OTHER)) {
            return List.of();
        }
        if (defaults) {
            return book.findOwnUnit(municipality, role).stream().toList();
        }
        return book.units().stream()
                .filter(unit -> unit.partyId().equals(municipality.partyId())
                        && unit.roles().contains(role))
                .toList();
    }

    private List<SimulatedUnit> elsewhere(String role) {
        return book.units().stream()
                .filter(unit -> unit.roles().contains(role))
                .filter(unit -> !unit.partyId().equals(municipality.partyId()))
                .filter(unit -> !parts.containsValue(unit))
                .filter(unit -> book.findSender(unit, false).isPresent())
                .toList();
    }
}
