package se.knutpunkt.operate.overview;

import java.text.Collator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.ledger.OverviewLedger;
import se.knutpunkt.ledger.OverviewLedger.Control;
import se.knutpunkt.ledger.OverviewLedger.Waiting;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.operate.overview.Overview.Undelivered;
import se.knutpunkt.security.HubCertificates;

/**
 * Draws the overview. One picture serves everybody who looks; a new one is drawn when the last is a few seconds old, and later when
 * drawing it takes long, so that looking never costs the hub more than a fiftieth of a processor.
 */
public final class OverviewReader {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int COST_FACTOR = 50;
    private static final int OLDEST_SHOWN = 10;
    private static final String HUB = "hub";

    private final OverviewLedger ledger;
    private final ConfigurationInForce configuration;
    private final HubCertificates hubCertificates;
    private final CertificatesInUse certificates;
    private final OverviewSettings settings;
    private final Clock clock;
    private final Traffic traffic;
    private final TileRules rules;
    private final TimeLimits limits;
    private final ReentrantLock drawing = new ReentrantLock();
    private volatile Overview last;
    private volatile Instant nextDrawing = Instant.MIN;

    public OverviewReader(
            OverviewLedger ledger,
            ConfigurationInForce configuration,
            HubCertificates hubCertificates,
            CertificatesInUse certificates,
            OverviewSettings settings,
            Clock clock) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.hubCertificates = hubCertificates;
        this.certificates = certificates;
        this.settings = settings;
        this.clock = clock;
        this.traffic = new Traffic(ledger, settings.silentAfter(), clock);
        this.rules = new TileRules(settings);
        this.limits = new TimeLimits(ledger, settings.deadlineMargin());
    }

    /** The picture, at most a few seconds old unless drawing it takes long. */
    public Overview get() {
        if (last != null && (clock.instant().isBefore(nextDrawing) || !drawing.tryLock())) {
            return last;
        }
        if (!drawing.isHeldByCurrentThread()) {
            drawing.lock();
        }
        try {
            if (last == null || !clock.instant().isBefore(nextDrawing)) {
                Instant began = clock.instant();
                last = draw(configuration.get());
                Duration cost = Duration.between(began, clock.instant()).multipliedBy(COST_FACTOR);
                nextDrawing = clock.instant().plus(cost.compareTo(FRESH) > 0 ? cost : FRESH);
            }
            return last;
        } finally {
            drawing.unlock();
        }
    }

    /** All that is near or over its time limit and not delivered to one party; asked anew each time. */
    public List<Overview.AtRisk> listDeadlines(String partyId) {
        Instant now = ledger.now();
        return deadlines(configuration.get(), now, due -> due.partyId().equals(partyId));
    }

    private Overview draw(InForce inForce) {
        Directory directory = inForce.directory();
        Instant now = ledger.now();
        traffic.refresh(now, partyOfUnit(directory));
        List<Waiting> waiting = ledger.listWaiting();
        Map<String, Control> controls =
                ledger.listControls().stream().collect(Collectors.toMap(Control::systemId, Function.identity()));
        Map<String, List<Tile>> municipalities = new TreeMap<>();
        List<Tile> others = new ArrayList<>();
        Map<TileState, Integer> states = new EnumMap<>(TileState.class);
        for (TileState state : TileState.values()) {
            states.put(state, 0);
        }
        for (Party party : directory.listParties()) {
            HubSystem system = directory.findSystem(party.systemId()).orElse(null);
            if (system == null || party.kind() == PartyKind.OUTSIDE_COUNTY) {
                continue;
            }
            Tile tile = tile(party, system, waiting, controls.get(system.id()), now);
            if (party.kind() == PartyKind.MUNICIPALITY) {
                municipalities
                        .computeIfAbsent(party.subregion(), group -> new ArrayList<>())
                        .add(tile);
                states.merge(tile.state(), 1, Integer::sum);
            } else {
                others.add(tile);
            }
        }
        municipalities.values().forEach(tiles -> tiles.sort(Comparator.comparing(Tile::name, swedish())));
        return new Overview(
                now,
                totals(waiting),
                states,
                municipalities,
                others,
                oldest(directory),
                failures(waiting),
                certificates(directory, now),
                deadlines(inForce, now, due -> true).stream()
                        .limit(OLDEST_SHOWN)
                        .toList());
    }

    private Tile tile(Party party, HubSystem system, List<Waiting> waiting, Control control, Instant now) {
        // receipts name no party: they are those of a system's only one
        boolean alone = system.actsFor().size() <= 1;
        List<Waiting> own = waiting.stream()
                .filter(one -> one.systemId().equals(system.id()))
                .filter(one -> one.partyId().equals(party.id())
                        || alone && one.partyId().isEmpty())
                .toList();
        long held = count(own, "HELD");
        boolean open = control != null
                && control.openUntil() != null
                && control.openUntil().isAfter(now);
        boolean paused = control != null && control.paused();
        Instant oldest =
                own.stream().map(Waiting::oldest).min(Comparator.naturalOrder()).orElse(null);
        Instant lastTraffic = traffic.last(party.id());
        return new Tile(
                party.id(),
                party.name(),
                party.kind() == PartyKind.MUNICIPALITY ? party.subregion() : "",
                system.id(),
                rules.state(held, open, paused, oldest, lastTraffic, traffic.isComplete(now), now),
                own.stream().mapToLong(Waiting::count).sum(),
                held,
                oldest,
                paused,
                paused ? control.pausedUntil() : null,
                open,
                traffic.gotLastHour(party.id()),
                traffic.sentLastHour(party.id()),
                lastTraffic);
    }

    private Overview.Totals totals(List<Waiting> waiting) {
        return new Overview.Totals(
                count(waiting, "READY"),
                count(waiting, "SENDING"),
                count(waiting, "HELD"),
                traffic.sentLastHour(),
                traffic.gotLastHour(),
                traffic.deliveredPerMinute(),
                waiting.stream()
                        .map(Waiting::oldest)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private List<Undelivered> oldest(Directory directory) {
        return ledger.listOldest(OLDEST_SHOWN).stream()
                .map(one -> new Undelivered(
                        one.hubId(),
                        one.deliveryId(),
                        one.partyId(),
                        name(directory, one.partyId(), one.systemId()),
                        one.eventCode(),
                        one.state(),
                        one.errorNumber(),
                        one.acceptedAt(),
                        one.attempts()))
                .toList();
    }

    private static List<Overview.Failure> failures(List<Waiting> waiting) {
        Map<String, List<Waiting>> byError = waiting.stream()
                .filter(one -> one.state().equals("HELD"))
                .collect(Collectors.groupingBy(Waiting::errorNumber));
        return byError.entrySet().stream()
                .map(error -> new Overview.Failure(
                        error.getKey(),
                        error.getValue().stream().mapToLong(Waiting::count).sum(),
                        receivers(error.getValue()),
                        error.getValue().stream()
                                .map(Waiting::oldest)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()))
                .sorted(Comparator.comparingLong(Overview.Failure::deliveries).reversed())
                .toList();
    }

    private static int receivers(List<Waiting> held) {
        Set<String> receivers = new HashSet<>();
        held.forEach(one -> receivers.add(one.systemId() + " " + one.partyId()));
        return receivers.size();
    }

    private List<Overview.Certificate> certificates(Directory directory, Instant now) {
        Map<String, Instant> ends = new TreeMap<>();
        certificates.list().forEach(one -> ends.put(one.owner(), one.notAfter()));
        // what is in use now, also before it has been sampled
        hubCertificates.findOwnEnd().ifPresent(end -> ends.put(HUB, end));
        return ends.entrySet().stream()
                .map(one -> new Overview.Certificate(
                        one.getKey(),
                        directory.findSystem(one.getKey()).map(HubSystem::name).orElse(one.getKey()),
                        one.getValue(),
                        Duration.between(now, one.getValue()).toDays()))
                .filter(one -> one.daysLeft() <= settings.certificateDays())
                .sorted(Comparator.comparing(Overview.Certificate::notAfter))
                .toList();
    }

    private List<Overview.AtRisk> deadlines(InForce inForce, Instant now, Predicate<TimeLimits.Due> which) {
        return limits.listNear(inForce.catalogue(), now).stream()
                .filter(which)
                .map(due -> new Overview.AtRisk(
                        due.hubId(),
                        due.deliveryId(),
                        due.partyId(),
                        name(inForce.directory(), due.partyId(), due.partyId()),
                        due.eventCode(),
                        due.at(),
                        due.at().isBefore(now)))
                .toList();
    }

    private static long count(List<Waiting> waiting, String state) {
        return waiting.stream()
                .filter(one -> one.state().equals(state))
                .mapToLong(Waiting::count)
                .sum();
    }

    private static String name(Directory directory, String partyId, String otherwise) {
        return directory.findParty(partyId).map(Party::name).orElse(otherwise);
    }

    private static Function<String, String> partyOfUnit(Directory directory) {
        Map<String, String> known = new HashMap<>();
        return unit -> known.computeIfAbsent(
                unit,
                hsaId -> directory.findUnit(HsaId.of(hsaId)).map(Unit::partyId).orElse(""));
    }

    /** With å, ä and ö after z. */
    private static Comparator<String> swedish() {
        Collator collator = Collator.getInstance(Locale.forLanguageTag("sv-SE"));
        return collator::compare;
    }
}
