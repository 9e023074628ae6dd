package se.knutpunkt.directory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.directory.governance.GovernanceRegister;

/** Refuses what nothing refers to: it would look as if it were in force. */
final class UnusedCheck {

    private UnusedCheck() {}

    static void refuse(
            Collection<Party> parties,
            Map<YamlDocument, HubSystem> systems,
            List<Service> services,
            List<GoverningDocument> documents,
            GovernanceRegister governance,
            List<Defect> defects) {
        Set<String> receiving = new HashSet<>();
        Set<String> takenPart = new HashSet<>();
        parties.forEach(party -> {
            receiving.add(party.systemId());
            takenPart.addAll(party.services());
        });
        systems.forEach((file, system) -> {
            if (system.outbound().channel() != Outbound.Channel.NONE && !receiving.contains(system.id())) {
                defects.add(Defect.of(
                        file.file(),
                        "outbound.channel",
                        "no party receives through the system",
                        "name it in a party's system, or set the channel to none"));
            }
        });
        Set<String> named = new HashSet<>();
        for (Service service : services) {
            named.addAll(service.documents());
            if (service.profile().carried() && !takenPart.contains(service.id())) {
                defects.add(unused("services", service.id(), "no party takes part in the service"));
            }
        }
        for (GoverningDocument document : documents) {
            named.add(document.under());
            named.add(document.trail().addsTo());
            named.addAll(document.trail().replaces());
        }
        governance.listConnectionRules().forEach(rule -> {
            named.add(rule.addsTo());
            named.addAll(rule.documents());
        });
        for (GoverningDocument document : documents) {
            // A local addition is what names another, and is named by nobody.
            if (!named.contains(document.id()) && document.trail().addsTo().isEmpty()) {
                defects.add(unused("governance", document.id(), "no service and no document names it"));
            }
        }
    }

    private static Defect unused(String folder, String id, String problem) {
        return Defect.of("adapters/" + folder + "/" + id + ".yaml", "", problem, "remove the file");
    }
}
