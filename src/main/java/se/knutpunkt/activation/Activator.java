package se.knutpunkt.activation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.Snapshot;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.ledger.ControlLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Brings configurations in force. A candidate with a defect is refused with all its defects and what was in force stays; one without
 * is stored in the ledger first and used after. A start is refused only when no configuration was ever good.
 */
public final class Activator {

    private static final Logger LOG = LoggerFactory.getLogger(Activator.class);

    private final Path folder;
    private final boolean fromFiles;
    private final CandidateReader reader;
    private final ConfigurationInForce inForce;
    private final ConfigurationLedger ledger;
    private final ControlLedger controls;
    private volatile List<Defect> defects = List.of();

    /**
     * @param folder holds {@code adapters/}, {@code mappings/} and {@code routes/}
     * @param fromFiles true when valid files come in force by themselves; false when the ledger alone says what is in force
     */
    public Activator(
            Path folder,
            boolean fromFiles,
            CandidateReader reader,
            ConfigurationInForce inForce,
            ConfigurationLedger ledger,
            ControlLedger controls) {
        this.folder = folder;
        this.fromFiles = fromFiles;
        this.reader = reader;
        this.inForce = inForce;
        this.ledger = ledger;
        this.controls = controls;
    }

    /** @throws HubException NO_CONFIGURATION with every defect when neither files nor ledger hold a good one */
    public synchronized void start() {
        if (!fromFiles && followLedger()) {
            return;
        }
        if (!activateFiles("start") && !followLedger()) {
            String all = defects.stream().map(Defect::toString).collect(Collectors.joining("\n  "));
            throw new HubException(
                    ErrorCode.NO_CONFIGURATION, folder.toString(), defects.size() + " defects\n  " + all);
        }
    }

    /**
     * Reads the files and brings them in force when they are new and without defect.
     *
     * @param byWhom who or what asked for it, for the history
     * @return false when they were refused
     */
    public synchronized boolean activateFiles(String byWhom) {
        List<Defect> found = new ArrayList<>();
        Candidate candidate = Candidate.read(folder, found);
        Snapshot snapshot = Snapshot.of(candidate);
        if (found.isEmpty() && isInForce(snapshot.hash())) {
            defects = List.of();
            return true;
        }
        if (isPassedOver(snapshot.hash())) {
            defects = List.of();
            return followLedger();
        }
        Optional<InForce> read = reader.read(candidate, snapshot.hash(), found);
        Optional<String> active = ledger.findActiveHash();
        // The first start of all has nothing that a red case could keep in force.
        if (active.isPresent() && !active.get().equals(snapshot.hash())) {
            runCases(candidate, read, found);
        }
        defects = found.stream().distinct().sorted().toList();
        if (read.isEmpty() || !defects.isEmpty()) {
            LOG.error("configuration refused, {} defects; what was in force stays", defects.size());
            defects.forEach(defect -> LOG.error("configuration defect: {}", defect));
            return false;
        }
        if (!active.equals(Optional.of(snapshot.hash()))) {
            ledger.activate(snapshot.hash(), snapshot.archive(), byWhom);
        }
        bringInForce(read.get(), byWhom);
        return true;
    }

    /**
     * What the files would be, checked as for an activation and with every golden case of the mappings; nothing is changed.
     *
     * @param hash the hash that they would have
     * @param archive the files
     * @param files how many
     * @param cases how many golden cases were run
     * @param read the configuration; empty when there is a defect
     * @param defects every defect
     */
    public record Checked(
            String hash, byte[] archive, int files, int cases, Optional<InForce> read, List<Defect> defects) {}

    /** Checks the files; see {@link Checked}. */
    public Checked checkFiles() {
        List<Defect> found = new ArrayList<>();
        Candidate candidate = Candidate.read(folder, found);
        Snapshot snapshot = Snapshot.of(candidate);
        Optional<InForce> read = reader.read(candidate, snapshot.hash(), found);
        int cases = runCases(candidate, read, found);
        return new Checked(
                snapshot.hash(),
                snapshot.archive(),
                candidate.names().size(),
                cases,
                found.isEmpty() ? read : Optional.empty(),
                found.stream().distinct().sorted().toList());
    }

    /** The files as a configuration, whatever their golden cases say; empty with a defect. Nothing is changed. */
    public Optional<InForce> readDraft(List<Defect> found) {
        Candidate candidate = Candidate.read(folder, found);
        Optional<InForce> read = reader.read(candidate, Snapshot.of(candidate).hash(), found);
        return found.isEmpty() ? read : Optional.empty();
    }

    /** What the configuration in force makes of a source, on the directory of the golden cases; empty where those are not shipped. */
    public Optional<CaseOutcome> runCase(String mapping, JsonNode source) {
        return MappingCases.outcome(folder, readFiles(), inForce.get().translator(), mapping, source);
    }

    /** The files as they are now, whatever their defects. */
    public Candidate readFiles() {
        return Candidate.read(folder, new ArrayList<>());
    }

    /** The hash of the files as they are now. */
    public String hashOfFiles() {
        return Snapshot.of(readFiles()).hash();
    }

    /** The defects that a snapshot of the ledger has for this version of the program; empty when it can be in force. */
    public List<Defect> checkSnapshot(String hash, byte[] archive) {
        List<Defect> found = new ArrayList<>();
        reader.read(Snapshot.restore(hash, archive), hash, found);
        return found.stream().distinct().sorted().toList();
    }

    /** Takes over what another node has activated; false when the ledger holds nothing that this version can read. */
    public synchronized boolean followLedger() {
        Optional<String> active = ledger.findActiveHash();
        if (active.isEmpty() || isInForce(active.get())) {
            return active.isPresent();
        }
        List<Defect> found = new ArrayList<>();
        Optional<InForce> read = ledger.findContent(active.get())
                .flatMap(archive -> reader.read(Snapshot.restore(active.get(), archive), active.get(), found));
        found.forEach(defect -> LOG.error("defect of the configuration in the ledger: {}", defect));
        read.ifPresent(restored -> bringInForce(restored, "ledger"));
        return read.isPresent();
    }

    /** What hinders the files from coming in force; empty when nothing. */
    public List<Defect> listDefects() {
        return defects;
    }

    private void bringInForce(InForce next, String byWhom) {
        next.directory().listSystems().forEach(system -> controls.register(system.id(), system.outbound()));
        inForce.put(next);
        LOG.info("configuration {} in force, by {}", next.hash(), byWhom);
    }

    /** A person went back from these files: they wait until they change, also over a restart. */
    private boolean isPassedOver(String hash) {
        return ledger.findPassedOver().equals(Optional.of(hash));
    }

    private int runCases(Candidate candidate, Optional<InForce> read, List<Defect> found) {
        return read.map(InForce::translator)
                .map(translator -> MappingCases.run(folder, candidate, translator, found))
                .orElse(0);
    }

    private boolean isInForce(String hash) {
        return inForce.isPresent() && inForce.get().hash().equals(hash);
    }
}
