package se.knutpunkt.reconcile;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.ManifestLedger;
import se.knutpunkt.message.HubException;

/** Freezes the manifests of days that are over. May be called at any time; a day that was missed is frozen within a week. */
final class Freezer {

    private static final Logger LOG = LoggerFactory.getLogger(Freezer.class);
    private static final int DAYS_BACK = 7;

    private final Manifests manifests;
    private final ManifestLedger ledger;
    private final ConfigurationInForce configuration;
    private final ReconciliationFolder folder;
    private final ReconciliationSettings settings;
    private final Clock clock;

    Freezer(
            Manifests manifests,
            ManifestLedger ledger,
            ConfigurationInForce configuration,
            ReconciliationFolder folder,
            ReconciliationSettings settings,
            Clock clock) {
        this.manifests = manifests;
        this.ledger = ledger;
        this.configuration = configuration;
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
    }

    void freezeDue() {
        if (!configuration.isPresent()) {
            return;
        }
        ManifestDay today = ManifestDay.of(clock.instant());
        List<ManifestDay> due = Stream.iterate(today.before(), ManifestDay::before)
                .limit(DAYS_BACK)
                .filter(day -> day.isOver(clock.instant(), settings.freezeAfter()))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        Set<String> frozen = new HashSet<>(
                ledger.listFrozen(due.get(due.size() - 1).date(), due.get(0).date()));
        for (HubSystem system : configuration.get().directory().listSystems()) {
            for (Direction direction : directions(system)) {
                due.stream()
                        .filter(day -> !frozen.contains(system.id() + " " + day.date() + " " + direction.code()))
                        .forEach(day -> freeze(system.id(), day, direction));
            }
        }
    }

    /** One that is too large for a manifest must not keep the others from theirs. */
    private void freeze(String systemId, ManifestDay day, Direction direction) {
        try {
            manifests.freeze(systemId, day, direction);
            folder.writeManifest(systemId, day, direction);
        } catch (HubException refused) {
            LOG.warn("manifest of {} {} {} not frozen: {}", systemId, day.date(), direction.code(), refused.code());
        }
    }

    private static List<Direction> directions(HubSystem system) {
        boolean receives = system.outbound() != null && system.outbound().channel() != Outbound.Channel.NONE;
        if (system.inbound() == null) {
            return receives ? List.of(Direction.GOT) : List.of();
        }
        return receives ? List.of(Direction.SENT, Direction.GOT) : List.of(Direction.SENT);
    }
}
