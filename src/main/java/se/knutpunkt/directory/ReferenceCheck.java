package se.knutpunkt.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** That what files name exists, and that both ends of "sends and receives for" say the same. */
final class ReferenceCheck {

    private final References references;
    private final List<Defect> defects;

    ReferenceCheck(References references, List<Defect> defects) {
        this.references = references;
        this.defects = defects;
    }

    /** @param codes municipality codes that some party has; empty when not all could be read */
    void check(Optional<Set<String>> codes, Map<YamlDocument, Party> parties, Map<YamlDocument, HubSystem> systems) {
        Map<String, HubSystem> byId = new HashMap<>();
        systems.values().forEach(system -> byId.put(system.id(), system));
        parties.forEach((file, party) -> {
            checkSystem(file, party, byId.get(party.systemId()));
            checkServices(file);
            codes.ifPresent(known -> checkServed(file, known));
        });
        systems.forEach(this::checkActsFor);
    }

    private void checkSystem(YamlDocument file, Party party, HubSystem system) {
        boolean shared = !party.systemId().isEmpty() && !party.systemId().equals(party.id());
        if (shared && !references.hasSystem(party.systemId())) {
            defects.add(file.defect(
                    "/system",
                    "there is no system " + party.systemId(),
                    "create adapters/systems/" + party.systemId() + ".yaml, or name another"));
        } else if (system != null && !system.actsFor().contains(party.id())) {
            defects.add(file.defect(
                    "/system",
                    "the system " + system.id() + " does not act for " + party.id(),
                    "add it to actsFor in adapters/systems/" + system.id() + ".yaml"));
        } else if (shared && system != null && system.outbound().channel() == Outbound.Channel.NONE) {
            defects.add(file.defect(
                    "/system",
                    "the system " + system.id() + " does not receive",
                    "name one whose channel is not none"));
        }
    }

    private void checkServices(YamlDocument file) {
        for (int i = 0; i < file.root().path("services").size(); i++) {
            String id = file.root().get("services").get(i).asText();
            if (!references.hasService(id)) {
                defects.add(file.defect(
                        "/services/" + i,
                        "there is no service " + id,
                        "create adapters/services/" + id + ".yaml, or name another"));
            }
        }
    }

    private void checkServed(YamlDocument file, Set<String> codes) {
        for (int unit = 0; unit < file.root().get("units").size(); unit++) {
            String at = "/units/" + unit + "/municipalities";
            for (int i = 0; i < file.root().at(at).size(); i++) {
                String code = file.root().at(at).get(i).asText();
                if (!codes.contains(code)) {
                    defects.add(file.defect(
                            at + "/" + i, "no party has the municipality code " + code, "correct the code"));
                }
            }
        }
    }

    private void checkActsFor(YamlDocument file, HubSystem system) {
        String at = file.root().path("system").isObject() ? "/system" : "";
        for (int i = 0; i < file.root().at(at + "/actsFor").size(); i++) {
            String id = file.root().at(at + "/actsFor").get(i).asText();
            if (!references.hasParty(id)) {
                defects.add(file.defect(
                        at + "/actsFor/" + i,
                        "there is no party " + id,
                        "create adapters/parties/" + id + ".yaml, or name another"));
            }
        }
        if (system.actsFor().isEmpty()) {
            defects.add(file.defect(at + "/actsFor", "the system acts for nobody", "name a party, or remove the file"));
        }
        if (system.inbound() == null && system.outbound().channel() == Outbound.Channel.NONE) {
            defects.add(file.defect(
                    at, "the system neither sends nor receives", "give it formats or a channel, or remove it"));
        }
    }
}
