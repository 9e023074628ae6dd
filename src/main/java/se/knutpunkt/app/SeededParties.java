package se.knutpunkt.app;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.message.Role;

/** Who sends and receives in made-up quarters: municipalities by how many live there, hospitals' wards, primary care. */
final class SeededParties {

    private static final long ROUNDS = 2;

    private final NavigableMap<Integer, Place> municipalities = new TreeMap<>();
    private final List<Place> hospitals = new ArrayList<>();
    private final List<Place> primaryCare = new ArrayList<>();
    private int inhabitants;

    /** A unit in the role it takes part in. */
    record Place(String unit, String party, String system, String role) {}

    SeededParties(Directory directory) {
        for (Party party : directory.listParties()) {
            if (party.systemId().isEmpty()) {
                continue;
            }
            if (party.kind() == PartyKind.MUNICIPALITY) {
                municipalities.put(
                        inhabitants, places(party, Role.SOCIAL_SERVICES).get(0));
                inhabitants += party.population();
            } else if (party.kind() == PartyKind.HOSPITAL_GROUP) {
                hospitals.addAll(places(party, Role.HOSPITAL));
            } else if (party.kind() == PartyKind.PRIMARY_CARE) {
                primaryCare.addAll(places(party, Role.PRIMARY_CARE));
            }
        }
    }

    /** The first episodes go round, so that even the smallest has some. */
    Place municipality(long number, Random random) {
        if (number < ROUNDS * municipalities.size()) {
            return List.copyOf(municipalities.values()).get((int) (number % municipalities.size()));
        }
        return municipalities.floorEntry(random.nextInt(inhabitants)).getValue();
    }

    Place hospital(Random random) {
        return hospitals.get(random.nextInt(hospitals.size()));
    }

    Place primaryCare() {
        return primaryCare.get(0);
    }

    private static List<Place> places(Party party, Role role) {
        return party.listUnits(role).stream()
                .map(unit -> new Place(unit.hsaId().value(), party.id(), party.systemId(), role.code()))
                .toList();
    }
}
