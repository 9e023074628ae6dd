package se.knutpunkt.reconcile;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.ManifestEntry;
import se.knutpunkt.ledger.ManifestLedger;
import se.knutpunkt.ledger.Reconciliation;
import se.knutpunkt.ledger.ReconciliationLedger;
import se.knutpunkt.message.Ids;

/**
 * Compares a system's list with the hub's manifest and keeps the result. A list that says what a neighbouring day waited for makes that
 * day compared again.
 */
final class Reconciler {

    private final Manifests manifests;
    private final ManifestLedger ledger;
    private final ReconciliationLedger results;
    private final ReconciliationSettings settings;
    private final Ids ids;

    Reconciler(
            Manifests manifests,
            ManifestLedger ledger,
            ReconciliationLedger results,
            ReconciliationSettings settings,
            Ids ids) {
        this.manifests = manifests;
        this.ledger = ledger;
        this.results = results;
        this.settings = settings;
        this.ids = ids;
    }

    /** Reads no further than the settings allow. */
    PartyListReader reader() {
        return new PartyListReader(settings.maxEntries(), settings.maxBytes());
    }

    /** @param lines a list without problems */
    Reconciliation reconcile(
            String systemId, ManifestDay day, Direction direction, List<PartyLine> lines, String byWhom) {
        Reconciliation made = record(systemId, day, direction, lines, byWhom);
        for (ManifestDay neighbour : List.of(day.before(), day.after())) {
            if (isWaiting(systemId, neighbour, direction)) {
                record(systemId, neighbour, direction, list(systemId, neighbour, direction), "hub");
            }
        }
        return made;
    }

    Optional<Reconciliation> findLast(String systemId, ManifestDay day, Direction direction) {
        return results.findLast(systemId, day.date(), direction);
    }

    private Reconciliation record(
            String systemId, ManifestDay day, Direction direction, List<PartyLine> lines, String byWhom) {
        List<ManifestEntry> hub = manifests.list(systemId, day, direction);
        Set<String> named = unknown(hub, lines, direction);
        List<ManifestEntry> elsewhere = named.isEmpty() ? List.of() : ledger.find(systemId, direction, named);
        Set<String> receipts = direction == Direction.SENT || named.isEmpty()
                ? Set.of()
                : Set.copyOf(ledger.findReceipts(
                        systemId, named, day.before().from(), day.after().to()));
        Compared compared = Comparison.of(new Material(
                direction,
                day,
                hub,
                lines,
                elsewhere,
                receipts,
                neighbour(systemId, day.before(), direction),
                neighbour(systemId, day.after(), direction),
                direction == Direction.SENT ? ledger.countNowhere(systemId, day.date()) : 0,
                settings.midnightMargin()));
        Reconciliation made = new Reconciliation(
                ids.next(),
                systemId,
                day.date(),
                direction,
                null,
                byWhom,
                hub.size(),
                lines.size(),
                compared.matched(),
                compared.unverified(),
                compared.findings());
        results.record(made, Packed.pack(ManifestCsv.writeLines(lines)));
        return results.findLast(systemId, day.date(), direction).orElse(made);
    }

    /** Ids the system names that the hub does not have that day. */
    private static Set<String> unknown(List<ManifestEntry> hub, List<PartyLine> lines, Direction direction) {
        Set<String> unknown = new HashSet<>();
        lines.forEach(line -> unknown.add(direction == Direction.SENT ? line.id() : lower(EntryFinder.key(line))));
        hub.forEach(entry -> {
            unknown.remove(direction == Direction.SENT ? entry.messageId() : lower(entry.messageId()));
            if (entry.deliveryId() != null) {
                unknown.remove(entry.deliveryId().toString());
            }
        });
        return unknown;
    }

    private Material.Neighbour neighbour(String systemId, ManifestDay day, Direction direction) {
        return results.findList(systemId, day.date(), direction)
                .map(list -> new Material.Neighbour(
                        true,
                        Set.copyOf(manifests.read(list).lines().stream()
                                .flatMap(line -> Stream.of(
                                        direction == Direction.SENT ? line.id() : lower(line.id()), line.delivery()))
                                .filter(id -> !id.isEmpty())
                                .toList())))
                .orElse(Material.Neighbour.UNKNOWN);
    }

    private boolean isWaiting(String systemId, ManifestDay day, Direction direction) {
        return results.findLast(systemId, day.date(), direction).stream()
                .flatMap(last -> last.findings().stream())
                .anyMatch(finding -> finding.kind().equals(FindingKind.AWAITING_NEIGHBOUR.code()));
    }

    private List<PartyLine> list(String systemId, ManifestDay day, Direction direction) {
        return results.findList(systemId, day.date(), direction)
                .map(list -> manifests.read(list).lines())
                .orElse(List.of());
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
