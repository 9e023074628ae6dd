package se.knutpunkt.directory.governance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bodies, decisions, what layers of connections add, and what changes rest on; each in order of id. Immutable. */
public final class GovernanceRegister {

    /** Of files that name no bodies. */
    public static final GovernanceRegister EMPTY =
            new GovernanceRegister(List.of(), List.of(), List.of(), Map.of(), List.of());

    private final SortedMap<String, Body> bodies = new TreeMap<>();
    private final SortedMap<String, Decision> decisions = new TreeMap<>();
    private final SortedMap<String, ConnectionRule> connections = new TreeMap<>();
    private final Map<String, List<String>> layersOfSystem;
    private final List<ChangeGround> changes;

    /** @param layersOfSystem ids of the layers that each system extends, the widest first, by id of the system */
    public GovernanceRegister(
            List<Body> bodies,
            List<Decision> decisions,
            List<ConnectionRule> connections,
            Map<String, List<String>> layersOfSystem,
            List<ChangeGround> changes) {
        bodies.forEach(body -> this.bodies.put(body.id(), body));
        decisions.forEach(decision -> this.decisions.put(decision.id(), decision));
        connections.forEach(rule -> this.connections.put(rule.layer(), rule));
        this.layersOfSystem = Collections.unmodifiableMap(new TreeMap<>(layersOfSystem));
        this.changes = List.copyOf(changes);
    }

    public Optional<Body> findBody(String id) {
        return Optional.ofNullable(bodies.get(id));
    }

    public List<Body> listBodies() {
        return List.copyOf(bodies.values());
    }

    public Optional<Decision> findDecision(String id) {
        return Optional.ofNullable(decisions.get(id));
    }

    public List<Decision> listDecisions() {
        return List.copyOf(decisions.values());
    }

    /** What each layer of connection values rests on. */
    public List<ConnectionRule> listConnectionRules() {
        return List.copyOf(connections.values());
    }

    /** The rules that hold for a system, the widest first. */
    public List<ConnectionRule> listConnectionRulesOf(String systemId) {
        List<ConnectionRule> rules = new ArrayList<>();
        for (String layer : layersOfSystem.getOrDefault(systemId, List.of())) {
            Optional.ofNullable(connections.get(layer)).ifPresent(rules::add);
        }
        return rules;
    }

    /** Ids of the systems that extend a layer, in order. */
    public List<String> listSystemsOf(String layer) {
        return layersOfSystem.entrySet().stream()
                .filter(system -> system.getValue().contains(layer))
                .map(Map.Entry::getKey)
                .toList();
    }

    public List<ChangeGround> listChanges() {
        return changes;
    }
}
