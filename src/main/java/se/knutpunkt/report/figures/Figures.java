package se.knutpunkt.report.figures;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.Snapshot;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.ledger.FigureSetLedger;
import se.knutpunkt.ledger.FrozenFigures;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The sets of figures: made, frozen, corrected and made again. What is frozen stays; a correction is a revision after it. */
public final class Figures {

    /** Who freezes at the end of a period. */
    public static final String HUB = "hub";

    private static final int COMPRESSION = 9;
    private static final int LARGEST = 100_000_000;
    private static final int TREND = 4;

    private final FigureMaker maker;
    private final FigureSetLedger ledger;
    private final ConfigurationInForce configuration;
    private final ConfigurationLedger snapshots;
    private final Clock clock;

    public Figures(
            FigureMaker maker,
            FigureSetLedger ledger,
            ConfigurationInForce configuration,
            ConfigurationLedger snapshots,
            Clock clock) {
        this.maker = maker;
        this.ledger = ledger;
        this.configuration = configuration;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * What the figures are now, by the configuration in force; not frozen.
     *
     * @throws HubException INVALID_PARAMETER for a period that has not ended
     */
    public FigureSet draft(Period period) {
        requireOver(period);
        InForce inForce = configuration.get();
        return maker.make(period, inForce.directory(), inForce.hash());
    }

    /** Freezes the period, unless it is frozen already; the last revision. */
    public FigureSet freeze(Period period, String byWhom) {
        requireOver(period);
        Optional<FigureSet> frozen = find(period);
        return frozen.orElseGet(() -> add(draft(period), 1, byWhom, "", ""));
    }

    /**
     * Makes the figures again and adds them as a revision.
     *
     * @throws HubException STATE_CHANGED when nothing differs, or nothing was frozen
     */
    public FigureSet correct(Period period, String byWhom, String reason) {
        if (reason == null || reason.isBlank()) {
            throw new HubException(ErrorCode.REASON_MISSING, "reason", "");
        }
        FigureSet last = requireFrozen(period);
        FigureSet now = draft(period);
        if (now.figures().equals(last.figures()) && now.deviations().equals(last.deviations())) {
            throw new HubException(ErrorCode.STATE_CHANGED, period.toString(), "no figure differs from what is frozen");
        }
        return add(now, last.revision() + 1, byWhom, reason.strip(), last.hash());
    }

    /** The last frozen set. */
    public Optional<FigureSet> find(Period period) {
        return ledger.findLast(period.toString()).map(Figures::open);
    }

    /** The last frozen set; what the figures are now where none is frozen. */
    public FigureSet get(Period period) {
        return find(period).orElseGet(() -> draft(period));
    }

    /** The last frozen set made again from the facts, by the configuration that it names: the same hash, unless facts have changed. */
    public FigureSet recreate(Period period) {
        String hash = requireFrozen(period).parameters().get(FigureMaker.CONFIGURATION);
        return maker.make(period, directory(hash), hash);
    }

    /** Every revision, the first one first, with what each changed. */
    public List<FigureRevision> listRevisions(Period period) {
        List<FigureRevision> revisions = new ArrayList<>();
        for (FrozenFigures row : ledger.list(period.toString())) {
            FigureSet set = open(row);
            FigureRevision before = revisions.isEmpty() ? null : revisions.get(revisions.size() - 1);
            String previous = before == null ? "" : before.hash();
            revisions.add(new FigureRevision(
                    set,
                    row.byWhom(),
                    row.reason(),
                    row.hash(),
                    set.hash().equals(row.hash()) && previous.equals(row.previous()),
                    before == null ? List.of() : FigureChange.between(before.set(), set)));
        }
        return revisions;
    }

    /** Periods of which there is a frozen set, in order. */
    public List<Period> listFrozen() {
        return ledger.listPeriods().stream().map(Period::parse).sorted().toList();
    }

    /** The frozen sets of the four periods before, the oldest first; one that is not frozen is left out. */
    public List<FigureSet> trend(Period period) {
        return period.listPrevious(TREND).stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Freezes what has ended long enough ago and in which something was recorded; may be called at any time. */
    public void freezeDue() {
        if (!configuration.isPresent()) {
            return;
        }
        Instant now = clock.instant();
        int hours = ReportParameters.of(configuration.get().directory()).number("freezeAfterHours");
        Period quarter = Period.quarterOf(now).previous();
        for (Period due : List.of(quarter, new Period(Period.quarterOf(now).year() - 1, 0))) {
            if (due.isOver(now.minus(Duration.ofHours(hours))) && find(due).isEmpty()) {
                FigureSet set = draft(due);
                if (set.value("status.accepted", Scope.WHOLE).isPresent()) {
                    add(set, 1, HUB, "", "");
                }
            }
        }
    }

    private FigureSet add(FigureSet set, int revision, String byWhom, String reason, String previous) {
        byte[] content = Zstd.compress(set.canonicalJson().getBytes(StandardCharsets.UTF_8), COMPRESSION);
        return ledger.freeze(set.period().toString(), revision, byWhom, reason, set.hash(), previous, content)
                .map(at -> set.frozen(revision, at))
                // Another node, or the same press twice, was first.
                .or(() -> find(set.period()))
                .orElseThrow();
    }

    private static FigureSet open(FrozenFigures row) {
        byte[] json = Zstd.decompress(row.content(), LARGEST);
        return FigureJson.read(new String(json, StandardCharsets.UTF_8), row.revision(), row.frozenAt());
    }

    private Directory directory(String hash) {
        InForce inForce = configuration.get();
        if (inForce.hash().equals(hash)) {
            return inForce.directory();
        }
        byte[] archive = snapshots
                .findContent(hash)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "snapshot " + hash, ""));
        Candidate candidate = Snapshot.restore(hash, archive);
        List<Defect> defects = new ArrayList<>();
        // Addresses are of the environment and of no figure.
        return DirectoryReader.read(candidate, name -> "http://127.0.0.1:1", defects)
                .orElseThrow(() -> new HubException(ErrorCode.CONFIGURATION_DEFECT, "snapshot " + hash, ""));
    }

    private FigureSet requireFrozen(Period period) {
        return find(period)
                .orElseThrow(() -> new HubException(ErrorCode.STATE_CHANGED, period.toString(), "is not frozen yet"));
    }

    private void requireOver(Period period) {
        if (!period.isOver(clock.instant())) {
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER,
                    "period",
                    period + " has not ended; its last day is " + period.lastDay());
        }
    }
}
