package se.knutpunkt.operate.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.ledger.CloseDown;
import se.knutpunkt.ledger.CloseDownLedger;
import se.knutpunkt.ledger.DeliverySelection;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayTarget;
import se.knutpunkt.message.Role;
import se.knutpunkt.operate.replay.ReplayRequest;
import se.knutpunkt.operate.replay.Replays;

/**
 * Directs what is left at systems that close down to the party that takes over: one redirection for each role, to the successor's unit
 * of that role. What that unit may not have stays where it is, and says why in its redirection.
 */
final class Forwarding {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The most of one redirection; what is more is forwarded when the step is taken again. */
    private static final int MOST = 20_000;

    private final CloseDownLedger ledger;
    private final Replays replays;
    private final ConfigurationInForce inForce;

    Forwarding(CloseDownLedger ledger, Replays replays, ConfigurationInForce inForce) {
        this.ledger = ledger;
        this.replays = replays;
        this.inForce = inForce;
    }

    /** Begins the redirections of what no replay has already; returns figures as JSON. */
    String forward(CloseDown one, String byWhom, String why) {
        ObjectNode figures = JSON.createObjectNode();
        figures.put("left", ledger.countLeft(one.systems()));
        figures.put("successor", one.successor());
        int forwarded = 0;
        int without = 0;
        Map<String, Set<UUID>> left = ledger.listLeft(one.systems(), MOST);
        for (Map.Entry<String, Set<UUID>> ofRole : left.entrySet()) {
            Optional<Unit> unit = findUnit(one.successor(), ofRole.getKey());
            if (unit.isEmpty()) {
                without += ofRole.getValue().size();
                continue;
            }
            ReplayJob job = begin(ofRole.getValue(), unit.get(), ofRole.getKey(), byWhom, why);
            forwarded += job.items();
            figures.withArray("replays").add(job.id().toString());
        }
        figures.put("forwarded", forwarded);
        figures.put("noUnitOfRole", without);
        return figures.toString();
    }

    private ReplayJob begin(Set<UUID> deliveries, Unit unit, String role, String byWhom, String why) {
        int number = deliveries.size();
        return replays.begin(
                new ReplayRequest(
                        null,
                        ReplayKind.REDIRECT,
                        DeliverySelection.of(deliveries),
                        number,
                        number,
                        0,
                        0,
                        number,
                        ReplayTarget.unit(unit.hsaId().value(), role)),
                byWhom,
                why);
    }

    /** The unit that is the party's for the role when nothing else says which, or its first one. */
    private Optional<Unit> findUnit(String successor, String roleCode) {
        Optional<Party> party = inForce.get().directory().findParty(successor);
        Optional<Role> role = Role.findByCode(roleCode);
        if (party.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        return party.get().listUnits(role.get()).stream()
                .min(Comparator.comparing(unit -> !unit.defaultFor().contains(role.get())));
    }
}
