package se.knutpunkt.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** What only one may have: HSA-ids, addresses, municipality codes, organisation numbers. */
final class UniquenessCheck {

    /** The region is one organisation with many parties. */
    private static final Set<PartyKind> REGIONAL =
            Set.of(PartyKind.HOSPITAL_GROUP, PartyKind.PRIMARY_CARE, PartyKind.COORDINATION_SERVICE);

    private final List<Defect> defects;
    private final Map<String, YamlDocument> first = new HashMap<>();

    UniquenessCheck(List<Defect> defects) {
        this.defects = defects;
    }

    void check(Map<YamlDocument, Party> parties, Map<YamlDocument, HubSystem> systems) {
        parties.forEach((file, party) -> {
            if (!party.municipalityCode().isEmpty()) {
                claim("municipality code", party.municipalityCode(), file, "/municipalityCode");
            }
            if (!REGIONAL.contains(party.kind())) {
                claim("organisation number", party.organisationNumber(), file, "/organisationNumber");
            }
            for (int i = 0; i < party.units().size(); i++) {
                claim("unit", party.units().get(i).hsaId().value(), file, "/units/" + i + "/hsaId");
            }
        });
        systems.forEach((file, system) -> {
            String at = file.root().path("system").isObject() ? "/system" : "";
            claim("system", system.hsaId().value(), file, at + "/hsaId");
            if (system.inbound() != null
                    && system.inbound().mllpAnyFacility()
                    && !system.inbound().mllpPeer().isEmpty()) {
                claim("peer for any facility", system.inbound().mllpPeer(), file, at + "/inbound/mllpAnyFacility");
            }
            if (!system.outbound().address().isEmpty()) {
                claim("address", system.outbound().address(), file, at + "/outbound/address");
            }
        });
    }

    private void claim(String what, String value, YamlDocument file, String pointer) {
        YamlDocument holder = first.putIfAbsent(what + " " + value.toUpperCase(Locale.ROOT), file);
        if (holder != null) {
            defects.add(file.defect(
                    pointer,
                    "the " + what + " " + value + " stands in " + holder.file() + " already",
                    "keep one of the two"));
        }
    }
}
