package se.knutpunkt.activation;

import java.util.List;
import java.util.Set;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.codec.Format;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;

/** What one folder says of another: systems name mappings and events, and both must exist. */
final class CrossCheck {

    private final Candidate candidate;
    private final Set<String> events;
    private final List<Defect> defects;

    /** @param events codes of the events in the catalogue */
    CrossCheck(Candidate candidate, Set<String> events, List<Defect> defects) {
        this.candidate = candidate;
        this.events = events;
        this.defects = defects;
    }

    void check(Directory directory) {
        for (HubSystem system : directory.listSystems()) {
            if (system.inbound() != null) {
                for (Format format : system.inbound().formats()) {
                    requireMapping(system, "inbound.formats", system.inbound().mappingFor(format));
                }
            }
            if (system.outbound().channel() != Outbound.Channel.NONE) {
                requireMapping(system, "outbound.format", system.outbound().mapping());
            }
            system.outbound().events().stream()
                    .filter(event -> !events.contains(event))
                    .sorted()
                    .forEach(event -> defects.add(Defect.of(
                            fileOf(system),
                            "outbound.events",
                            "there is no event " + event,
                            "allowed: the events of mappings/messages")));
        }
    }

    /** The governing documents that events name. */
    void check(Catalogue catalogue) {
        for (EventType event : catalogue.listEvents()) {
            for (String document : event.documents()) {
                if (!candidate.contains("adapters/governance/" + document + ".yaml")) {
                    defects.add(Defect.of(
                            "mappings/messages/" + event.code() + "-" + event.version() + ".yaml",
                            "documents",
                            "there is no document " + document,
                            "create adapters/governance/" + document + ".yaml, or name another"));
                }
            }
        }
    }

    private void requireMapping(HubSystem system, String path, String mapping) {
        if (!candidate.contains("mappings/" + mapping + ".yaml")) {
            defects.add(Defect.of(
                    fileOf(system),
                    path,
                    "there is no mapping " + mapping,
                    "create mappings/" + mapping + ".yaml, or name another"));
        }
    }

    private String fileOf(HubSystem system) {
        String shared = "adapters/systems/" + system.id() + ".yaml";
        return candidate.contains(shared) ? shared : "adapters/parties/" + system.id() + ".yaml";
    }
}
