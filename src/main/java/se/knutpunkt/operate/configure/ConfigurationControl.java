package se.knutpunkt.operate.configure;

import java.util.List;
import java.util.Optional;
import se.knutpunkt.activation.Activator;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.Snapshot;
import se.knutpunkt.directory.GoverningDocument;
import se.knutpunkt.ledger.Activation;
import se.knutpunkt.ledger.ActivationProposal;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.Reason;

/**
 * Checks, activates and goes back, without a restart: a message under way ends under the configuration that it began with. Files with a
 * defect or a golden case that is red are refused with every defect. Where two persons are asked for, what one has proposed another brings in force.
 */
public final class ConfigurationControl {

    private final Activator activator;
    private final ConfigurationInForce inForce;
    private final ConfigurationLedger ledger;
    private final Ids ids;
    private final boolean twoPersons;

    public ConfigurationControl(
            Activator activator,
            ConfigurationInForce inForce,
            ConfigurationLedger ledger,
            Ids ids,
            boolean twoPersons) {
        this.activator = activator;
        this.inForce = inForce;
        this.ledger = ledger;
        this.ids = ids;
        this.twoPersons = twoPersons;
    }

    /**
     * What a person asks for.
     *
     * @param hash what is to be in force: the checked files or a snapshot
     * @param expected what the person saw in force
     * @param document id of the governing document that decided it; empty for none
     * @param byWhom who
     * @param reason why
     */
    public record Request(String hash, String expected, String document, String byWhom, String reason) {}

    /**
     * What became of it.
     *
     * @param done in force now
     * @param proposed waits for a second person
     * @param defects why it was refused; empty when it was not
     */
    public record Outcome(boolean done, boolean proposed, List<Defect> defects) {}

    /** Newest first, those before {@code before}. */
    public List<Activation> list(long before, int limit) {
        return ledger.list(before, limit);
    }

    /** The hash in force. */
    public String current() {
        return inForce.get().hash();
    }

    public boolean twoPersons() {
        return twoPersons;
    }

    public Optional<ActivationProposal> findProposal() {
        return ledger.findProposal();
    }

    public List<GoverningDocument> listDocuments() {
        return inForce.get().directory().listDocuments();
    }

    /** Checks the files of the candidate and runs every golden case; nothing is changed. */
    public Activator.Checked check() {
        return activator.checkFiles();
    }

    /** What differs from one to the other; {@code files} stands for the candidate. NOT_FOUND for an unknown hash. */
    public List<FileDifference> diff(String from, String to) {
        return Differences.between(candidate(from), candidate(to));
    }

    /** Brings the files in force that were checked; STATE_CHANGED when they or what is in force have changed since. */
    public Outcome activateFiles(Request request) {
        String why = Reason.require(request.reason());
        requireDocument(request.document());
        Activator.Checked checked = activator.checkFiles();
        if (!checked.hash().equals(request.hash())) {
            throw new HubException(ErrorCode.STATE_CHANGED, "hash", "the files have changed since they were checked");
        }
        if (!checked.defects().isEmpty()) {
            return new Outcome(false, false, checked.defects());
        }
        return bring(request, why, checked.archive(), "");
    }

    /**
     * Goes back to a snapshot, or on to one. Golden cases are not asked: they belong to the files, and going back must not wait. The files
     * that are passed over by it do not come in force by themselves until they change.
     */
    public Outcome activateSnapshot(Request request) {
        String why = Reason.require(request.reason());
        requireDocument(request.document());
        byte[] archive = content(request.hash());
        List<Defect> defects = activator.checkSnapshot(request.hash(), archive);
        if (!defects.isEmpty()) {
            return new Outcome(false, false, defects);
        }
        return bring(request, why, archive, passedOver(request.hash()));
    }

    /** The second person's yes; STATE_CHANGED for the one who proposed it, and when something else came in force meanwhile. */
    public Outcome approve(String byWhom, String reason) {
        String why = Reason.require(reason);
        ActivationProposal proposal = getProposal();
        if (proposal.byWhom().equals(byWhom)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "proposal", "another person must approve it");
        }
        byte[] archive = content(proposal.hash());
        List<Defect> defects = activator.checkSnapshot(proposal.hash(), archive);
        if (!defects.isEmpty()) {
            return new Outcome(false, false, defects);
        }
        activate(
                new Request(proposal.hash(), proposal.basedOn(), proposal.document(), byWhom, reason),
                archive,
                proposal.reason() + " / " + why,
                proposal.byWhom(),
                passedOver(proposal.hash()));
        ledger.decide(proposal.id(), true, byWhom, why);
        return new Outcome(true, false, List.of());
    }

    /** Takes a proposal away; its own proposer may, too. */
    public void reject(String byWhom, String reason) {
        String why = Reason.require(reason);
        if (!ledger.decide(getProposal().id(), false, byWhom, why)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "proposal", "decided meanwhile");
        }
    }

    private Outcome bring(Request request, String why, byte[] archive, String passedOver) {
        if (request.hash().equals(current())) {
            return new Outcome(true, false, List.of());
        }
        if (!request.expected().equals(current())) {
            throw new HubException(ErrorCode.STATE_CHANGED, "configuration", "another one came in force meanwhile");
        }
        if (twoPersons) {
            boolean waits = ledger.propose(
                    ids.next(), request.hash(), archive, current(), request.byWhom(), why, request.document());
            if (!waits) {
                throw new HubException(ErrorCode.STATE_CHANGED, "proposal", "another one waits already");
            }
            return new Outcome(false, true, List.of());
        }
        activate(request, archive, why, "", passedOver);
        return new Outcome(true, false, List.of());
    }

    private void activate(Request request, byte[] archive, String why, String proposedBy, String passedOver) {
        boolean done = ledger.activate(
                request.hash(),
                archive,
                request.expected(),
                request.byWhom(),
                why,
                request.document(),
                proposedBy,
                passedOver);
        if (!done) {
            throw new HubException(ErrorCode.STATE_CHANGED, "configuration", "another one came in force meanwhile");
        }
        activator.followLedger();
    }

    private String passedOver(String hash) {
        String files = activator.hashOfFiles();
        return files.equals(hash) ? "" : files;
    }

    private void requireDocument(String document) {
        if (!document.isEmpty()
                && inForce.get().directory().findDocument(document).isEmpty()) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "document", "the id of a governing document");
        }
    }

    private ActivationProposal getProposal() {
        return ledger.findProposal()
                .orElseThrow(() -> new HubException(ErrorCode.STATE_CHANGED, "proposal", "none waits"));
    }

    private Candidate candidate(String hash) {
        return hash.equals("files") ? activator.readFiles() : Snapshot.restore(hash, content(hash));
    }

    private byte[] content(String hash) {
        return ledger.findContent(hash).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "snapshot", ""));
    }
}
