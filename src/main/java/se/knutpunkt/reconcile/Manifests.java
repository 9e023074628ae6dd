package se.knutpunkt.reconcile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.FrozenManifest;
import se.knutpunkt.ledger.ManifestEntry;
import se.knutpunkt.ledger.ManifestLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** A day's manifest of one system and direction: as it is now, as it was frozen, and what differs between the two. */
final class Manifests {

    private final ManifestLedger ledger;
    private final ReconciliationSettings settings;

    Manifests(ManifestLedger ledger, ReconciliationSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** What differs from the frozen manifest; {@code change} is {@code added}, {@code removed} or {@code changed}. */
    record Correction(String change, String messageId, UUID deliveryId) {}

    /** @throws HubException TOO_LARGE when the day has more entries than a manifest may */
    List<ManifestEntry> list(String systemId, ManifestDay day, Direction direction) {
        List<ManifestEntry> entries = ledger.list(systemId, direction, day.from(), day.to(), settings.maxEntries() + 1);
        if (entries.size() > settings.maxEntries()) {
            throw new HubException(
                    ErrorCode.TOO_LARGE, "hub.reconciliation.max-entries", String.valueOf(settings.maxEntries()));
        }
        return entries;
    }

    void freeze(String systemId, ManifestDay day, Direction direction) {
        List<ManifestEntry> entries = list(systemId, day, direction);
        String text = ManifestCsv.write(entries);
        ledger.freeze(
                systemId,
                day.date(),
                direction,
                new FrozenManifest(null, entries.size(), digest(text), Packed.pack(text)));
    }

    Optional<FrozenManifest> findFrozen(String systemId, ManifestDay day, Direction direction) {
        return ledger.findFrozen(systemId, day.date(), direction);
    }

    List<Correction> listCorrections(FrozenManifest frozen, List<ManifestEntry> now) {
        Map<String, PartyLine> then = new HashMap<>();
        read(frozen.content()).lines().forEach(line -> then.put(name(line), line));
        Map<String, PartyLine> present = new HashMap<>();
        read(Packed.pack(ManifestCsv.write(now))).lines().forEach(line -> present.put(name(line), line));
        Stream<Correction> added = present.entrySet().stream()
                .filter(entry -> !then.containsKey(entry.getKey()))
                .map(entry -> correction("added", entry.getValue()));
        Stream<Correction> changed = present.entrySet().stream()
                .filter(entry -> then.containsKey(entry.getKey()))
                .filter(entry -> !isSame(then.get(entry.getKey()), entry.getValue()))
                .map(entry -> correction("changed", entry.getValue()));
        Stream<Correction> removed = then.entrySet().stream()
                .filter(entry -> !present.containsKey(entry.getKey()))
                .map(entry -> correction("removed", entry.getValue()));
        return Stream.of(added, changed, removed).flatMap(each -> each).toList();
    }

    /** Reads a list that was kept; it was checked before it was. */
    PartyList read(byte[] packed) {
        return new PartyListReader(Integer.MAX_VALUE, Long.MAX_VALUE).read(Packed.open(packed), false);
    }

    private static String name(PartyLine line) {
        return line.id() + " " + line.delivery() + (line.delivery().isEmpty() ? " " + line.time() : "");
    }

    private static boolean isSame(PartyLine one, PartyLine other) {
        return one.hash().equals(other.hash()) && one.state().equals(other.state()) && one.attempt() == other.attempt();
    }

    private static Correction correction(String change, PartyLine line) {
        return new Correction(change, line.id(), line.delivery().isEmpty() ? null : UUID.fromString(line.delivery()));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new HubException(ErrorCode.INTERNAL, "SHA-256", "", impossible);
        }
    }
}
