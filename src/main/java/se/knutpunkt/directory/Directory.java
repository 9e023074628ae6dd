package se.knutpunkt.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/** The parties, units and systems in force, looked up in constant time. Immutable; built from one snapshot of the files. */
public final class Directory {

    private final Map<String, Party> parties = new TreeMap<>();
    private final Map<String, HubSystem> systems = new TreeMap<>();
    private final Map<HsaId, Unit> units = new HashMap<>();
    private final Map<HsaId, HubSystem> systemsByHsaId = new HashMap<>();
    private final Map<String, Party> municipalities = new HashMap<>();

    private final Map<String, Service> services = new TreeMap<>();
    private final Map<String, GoverningDocument> documents = new TreeMap<>();

    public Directory(Collection<Party> parties, Collection<HubSystem> systems) {
        this(parties, systems, List.of(), List.of());
    }

    private final AlertPlan alerts;
    private final Registers registers;

    public Directory(
            Collection<Party> parties,
            Collection<HubSystem> systems,
            Collection<Service> services,
            Collection<GoverningDocument> documents) {
        this(parties, systems, services, documents, AlertPlan.NONE);
    }

    public Directory(
            Collection<Party> parties,
            Collection<HubSystem> systems,
            Collection<Service> services,
            Collection<GoverningDocument> documents,
            AlertPlan alerts) {
        this(parties, systems, services, documents, alerts, Registers.NONE);
    }

    public Directory(
            Collection<Party> parties,
            Collection<HubSystem> systems,
            Collection<Service> services,
            Collection<GoverningDocument> documents,
            AlertPlan alerts,
            Registers registers) {
        this.alerts = alerts;
        this.registers = registers;
        services.forEach(service -> this.services.put(service.id(), service));
        documents.forEach(document -> this.documents.put(document.id(), document));
        for (Party party : parties) {
            this.parties.put(party.id(), party);
            party.units().forEach(unit -> units.put(unit.hsaId(), unit));
            if (!party.municipalityCode().isEmpty()) {
                municipalities.put(party.municipalityCode(), party);
            }
        }
        for (HubSystem system : systems) {
            this.systems.put(system.id(), system);
            systemsByHsaId.put(system.hsaId(), system);
        }
    }

    public Optional<Party> findParty(String partyId) {
        return Optional.ofNullable(parties.get(partyId));
    }

    public Optional<HubSystem> findSystem(String systemId) {
        return Optional.ofNullable(systems.get(systemId));
    }

    /** The system that authenticates with this HSA-id. */
    public Optional<HubSystem> findSystem(HsaId hsaId) {
        return Optional.ofNullable(systemsByHsaId.get(hsaId));
    }

    /**
     * The system a loopback peer is, when several may share the address.
     *
     * @param address textual address of the peer, such as {@code 127.0.0.1}
     * @param facility the sending facility it names (MSH-4): the system's own HSA-id, or a unit it acts for; null when none
     */
    public Optional<HubSystem> findPeer(String address, HsaId facility) {
        List<HubSystem> peers = systems.values().stream()
                .filter(system -> system.inbound() != null
                        && !system.inbound().mllpPeer().isEmpty()
                        && system.inbound().mllpPeer().equals(address))
                .toList();
        if (peers.size() == 1) {
            return Optional.of(peers.get(0));
        }
        return peers.stream()
                .filter(system -> isFacility(system, facility))
                .findFirst()
                .or(() -> peers.stream()
                        .filter(system -> system.inbound().mllpAnyFacility())
                        .findFirst());
    }

    private boolean isFacility(HubSystem system, HsaId facility) {
        return facility != null
                && (system.hsaId().equals(facility)
                        || findUnit(facility)
                                .filter(unit -> mayActFor(system, unit))
                                .isPresent());
    }

    public Optional<Unit> findUnit(HsaId hsaId) {
        return Optional.ofNullable(units.get(hsaId));
    }

    /** The municipality with SCB's code, such as {@code "1438"}; also one outside the county that has a party file. */
    public Optional<Party> findMunicipality(String municipalityCode) {
        return Optional.ofNullable(municipalities.get(municipalityCode));
    }

    /** The system that sends and receives for the party of {@code unit}, or empty when it cannot be reached. */
    public Optional<HubSystem> findSystemOf(Unit unit) {
        return findParty(unit.partyId()).flatMap(party -> findSystem(party.systemId()));
    }

    /** True when {@code system} may send and receive in the name of {@code unit}. */
    public boolean mayActFor(HubSystem system, Unit unit) {
        return system.actsFor().contains(unit.partyId());
    }

    /** Units with {@code role} that serve the inhabitants of a municipality, in order of HSA-id. */
    public List<Unit> listUnitsServing(String municipalityCode, Role role) {
        List<Unit> serving = new ArrayList<>();
        for (Unit unit : units.values()) {
            if (unit.roles().contains(role) && unit.municipalities().contains(municipalityCode)) {
                serving.add(unit);
            }
        }
        serving.sort(Comparator.comparing(Unit::hsaId));
        return serving;
    }

    public Optional<Service> findService(String serviceId) {
        return Optional.ofNullable(services.get(serviceId));
    }

    /** All services in order of id. */
    public List<Service> listServices() {
        return List.copyOf(services.values());
    }

    /** Who decides, and what it costs. */
    public Registers registers() {
        return registers;
    }

    /** What the hub warns of, and who is told. */
    public AlertPlan alerts() {
        return alerts;
    }

    /** A law, agreement, guideline or routine, such as {@code agreement-2017-612}. */
    public Optional<GoverningDocument> findDocument(String documentId) {
        return Optional.ofNullable(documents.get(documentId));
    }

    /** All governing documents in order of id. */
    public List<GoverningDocument> listDocuments() {
        return List.copyOf(documents.values());
    }

    /** All parties in order of id. */
    public List<Party> listParties() {
        return List.copyOf(parties.values());
    }

    /** All systems in order of id. */
    public List<HubSystem> listSystems() {
        return List.copyOf(systems.values());
    }
}
