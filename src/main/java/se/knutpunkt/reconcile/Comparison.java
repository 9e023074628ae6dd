package se.knutpunkt.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.ManifestEntry;
import se.knutpunkt.ledger.Reconciliation.Finding;

/**
 * Compares one day of the hub with one list of a system, and gives each difference its name. Pure. A difference that has an innocent
 * explanation (another day, a repetition, a receipt) is a note and no gap.
 */
final class Comparison {

    private final Material material;
    private final EntryFinder entries;
    private final Set<ManifestEntry> used = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<PartyLine> strange = new ArrayList<>();
    private int matched;
    private int unverified;

    private Comparison(Material material) {
        this.material = material;
        this.entries = new EntryFinder(material);
    }

    static Compared of(Material material) {
        return new Comparison(material).run();
    }

    private Compared run() {
        Map<String, List<PartyLine>> byId = new LinkedHashMap<>();
        for (PartyLine line : material.party()) {
            byId.computeIfAbsent(EntryFinder.key(line), id -> new ArrayList<>()).add(line);
        }
        byId.values().forEach(this::compare);
        nameStrange();
        material.hub().stream().filter(entry -> !used.contains(entry)).forEach(this::nameUnlisted);
        return new Compared(matched, unverified, List.copyOf(findings));
    }

    /** All lines under one id: those that have an entry's content go first, so that it is theirs and not that of another attempt. */
    private void compare(List<PartyLine> all) {
        List<PartyLine> lines = new ArrayList<>(all);
        lines.sort(
                Comparator.comparing(line -> entries.find(line).stream().noneMatch(entry -> hasContent(line, entry))));
        for (PartyLine line : lines) {
            List<ManifestEntry> candidates = entries.find(line);
            if (candidates.isEmpty()) {
                if (!material.receipts().contains(line.id().toLowerCase(Locale.ROOT))) {
                    strange.add(line);
                }
            } else {
                pair(line, choose(line, candidates));
            }
        }
    }

    private ManifestEntry choose(PartyLine line, List<ManifestEntry> candidates) {
        return candidates.stream()
                .filter(entry -> !line.hash().isEmpty() && hasContent(line, entry))
                .filter(entry -> !used.contains(entry))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(entry -> !line.hash().isEmpty() && hasContent(line, entry))
                        .findFirst())
                .or(() -> candidates.stream()
                        .filter(entry -> !used.contains(entry) && entry.isDone() != line.saysRefused())
                        .findFirst())
                .or(() -> candidates.stream().filter(ManifestEntry::isDone).findFirst())
                .orElse(candidates.get(0));
    }

    private void pair(PartyLine line, ManifestEntry entry) {
        if (entry.receipt()) {
            used.add(entry);
            return;
        }
        boolean repeated = !used.add(entry);
        if (repeated && !isOther(line, entry)) {
            if (entry.attempts() <= 1) {
                find(FindingKind.REPEATED, line, entry);
            }
            return;
        }
        if (isOther(line, entry)) {
            find(FindingKind.OTHER_CONTENT, line, entry);
            return;
        }
        if (material.direction() == Direction.SENT) {
            pairSent(line, entry);
        } else if (entry.isDone()) {
            match(line, entry);
        } else {
            find(FindingKind.NOT_ACKNOWLEDGED, line, entry);
        }
    }

    private void pairSent(PartyLine line, ManifestEntry entry) {
        if (entry.isRefused() == line.saysRefused()) {
            match(line, entry);
        } else {
            find(entry.isRefused() ? FindingKind.REFUSED_BY_HUB : FindingKind.UNKNOWN_TO_SENDER, line, entry);
        }
    }

    private void match(PartyLine line, ManifestEntry entry) {
        matched++;
        if (!hasContent(line, entry)) {
            unverified++;
        }
        if (entries.isElsewhere(entry)) {
            find(FindingKind.OTHER_DAY, line, entry);
        }
    }

    /** The hub holds the hash of the last attempt only; that of an earlier one tells nothing. */
    private static boolean isOther(PartyLine line, ManifestEntry entry) {
        boolean comparable = !line.hash().isEmpty() && !entry.hash().isEmpty();
        boolean sameAttempt = entry.attempts() <= 1 || line.attempt() == entry.attempts();
        return comparable && sameAttempt && !hasContent(line, entry);
    }

    private static boolean hasContent(PartyLine line, ManifestEntry entry) {
        return !line.hash().isEmpty()
                && !entry.hash().isEmpty()
                && (line.hash().startsWith(entry.hash()) || entry.hash().startsWith(line.hash()));
    }

    /** What the hub has no trace of. Where it kept nothing of as many messages that day, these may well be them. */
    private void nameStrange() {
        List<PartyLine> unexplained = new ArrayList<>();
        for (PartyLine line : strange) {
            if (material.direction() == Direction.GOT) {
                find(FindingKind.NOT_FROM_HUB, line, null);
            } else if (line.saysRefused()) {
                find(FindingKind.REFUSED_UNSTORED, line, null);
            } else {
                unexplained.add(line);
            }
        }
        FindingKind kind =
                unexplained.size() <= material.nowhere() ? FindingKind.WENT_NOWHERE : FindingKind.NEVER_REACHED_HUB;
        unexplained.forEach(line -> find(kind, line, null));
    }

    private void nameUnlisted(ManifestEntry entry) {
        // What was refused and is not listed is no loss: the system has been told, and need not list it.
        if (entry.isRefused() || material.isListedNextDoor(entry)) {
            return;
        }
        if (material.mayBeListedNextDoor(entry)) {
            find(FindingKind.AWAITING_NEIGHBOUR, null, entry);
        } else {
            find(
                    material.direction() == Direction.SENT ? FindingKind.UNKNOWN_TO_SENDER : FindingKind.NOT_RECEIVED,
                    null,
                    entry);
        }
    }

    private void find(FindingKind kind, PartyLine line, ManifestEntry entry) {
        findings.add(new Finding(
                kind.code(),
                kind.isGap(),
                entry == null ? line.id() : entry.messageId(),
                entry == null ? delivery(line) : entry.deliveryId(),
                entry == null ? null : entry.hubId(),
                entry == null ? line.event() : entry.event(),
                entry == null || entry.at() == null ? line == null ? null : line.time() : entry.at(),
                entry == null ? "" : entry.errorNumber()));
    }

    private static UUID delivery(PartyLine line) {
        return line.delivery().isEmpty() ? null : UUID.fromString(line.delivery());
    }
}
