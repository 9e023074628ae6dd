package se.knutpunkt.report.figures;

import java.util.List;
import java.util.Optional;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.message.HsaId;

/** Which party, and which subregion, something of the ledger belongs to. */
final class PartyScopes {

    private final Directory directory;

    PartyScopes(Directory directory) {
        this.directory = directory;
    }

    /** Municipalities of the county, in order of id: those that figures are made for even when nothing happened. */
    List<Party> municipalities() {
        return directory.listParties().stream()
                .filter(party -> party.kind() == PartyKind.MUNICIPALITY)
                .toList();
    }

    List<String> subregions() {
        return municipalities().stream()
                .map(Party::subregion)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** The party of a unit; empty when the unit is not known. */
    String partyOfUnit(String unit) {
        return HsaId.find(unit)
                .flatMap(directory::findUnit)
                .map(found -> found.partyId())
                .orElse("");
    }

    /** The party that alone has the system; empty when several share it. */
    String partyOfSystem(String system) {
        List<String> parties = directory.listParties().stream()
                .filter(party -> party.systemId().equals(system))
                .map(Party::id)
                .toList();
        return parties.size() == 1 ? parties.get(0) : "";
    }

    /** Empty for a party that is in none, or is not known. */
    String subregionOf(String party) {
        return directory
                .findParty(party)
                .filter(found -> found.kind() == PartyKind.MUNICIPALITY)
                .map(Party::subregion)
                .orElse("");
    }

    boolean isMunicipality(String party) {
        return Optional.of(party)
                .flatMap(directory::findParty)
                .filter(found -> found.kind() == PartyKind.MUNICIPALITY)
                .isPresent();
    }
}
