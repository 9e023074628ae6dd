package se.knutpunkt.operate.mend;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.HeldContent;
import se.knutpunkt.ledger.NewRevision;
import se.knutpunkt.ledger.Revision;
import se.knutpunkt.ledger.RevisionLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;

/** Edits of held messages. Whatever is opened here is content of a message: each look is logged before it is taken. */
public final class Edits {

    private final RevisionLedger ledger;
    private final ConfigurationInForce configuration;
    private final EditCheck check;
    private final KeyedHasher hasher;
    private final OperatorLog log;
    private final Ids ids;

    public Edits(
            RevisionLedger ledger,
            ConfigurationInForce configuration,
            IdentityPolicy identities,
            KeyedHasher hasher,
            OperatorLog log,
            Ids ids) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.check = new EditCheck(identities);
        this.hasher = hasher;
        this.log = log;
        this.ids = ids;
    }

    /** What a held delivery carries, to be edited. Who looks, and why, is logged first. */
    public OpenEdit open(UUID deliveryId, String byWhom, String reason) {
        log.record(byWhom, "payload-viewed-to-edit", "delivery " + deliveryId, reason);
        HeldContent held = requireHeld(deliveryId);
        return new OpenEdit(
                ids.next(),
                held,
                StoredBundle.pretty(held.delivery().payload()),
                needsSecond(held, List.of(held.delivery()), configuration.get()),
                ledger.listOf(held.delivery().hubId()));
    }

    /**
     * Checks an edit as intake would and keeps it. It goes in the place of what it is for at once, or when a second person has looked at
     * it.
     *
     * @throws HubException STATE_CHANGED when what was edited is not held, or not what the editor saw, any more
     */
    public EditOutcome make(Edit edit, String byWhom, String reason) {
        String why = Reason.require(reason);
        Optional<Revision> known = ledger.findAsked(edit.id());
        byte[] text = edit.text().getBytes(StandardCharsets.UTF_8);
        if (known.isPresent()) {
            return repeated(known.get(), edit, byWhom, text);
        }
        HeldContent held = requireHeld(edit.deliveryId());
        if (!held.payloadId().equals(edit.basedOn())) {
            throw new HubException(ErrorCode.STATE_CHANGED, "delivery " + edit.deliveryId(), "edited meanwhile");
        }
        Set<UUID> all = new HashSet<>(edit.alike());
        all.add(edit.deliveryId());
        List<Claim> receivers =
                all.stream().map(this::requireHeld).map(HeldContent::delivery).toList();
        InForce inForce = configuration.get();
        EditCheck.Checked checked = check.check(text, held, receivers, inForce);
        if (!checked.refusals().isEmpty()) {
            return new EditOutcome.Refused(checked.refusals());
        }
        return new EditOutcome.Kept(ledger.make(new NewRevision(
                edit.id(),
                held.delivery().hubId(),
                edit.basedOn(),
                all,
                StoredBundle.write(checked.bundle()),
                hasher.hashContent(text),
                needsSecond(held, receivers, inForce),
                byWhom,
                why)));
    }

    public Revision require(UUID revisionId) {
        return ledger.find(revisionId).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "revision", ""));
    }

    /** Those that wait for a second person, oldest first. */
    public List<Revision> listProposed(int limit) {
        return ledger.listProposed(limit);
    }

    /** The edits of a message, oldest first. */
    public List<Revision> listOf(UUID hubId) {
        return ledger.listOf(hubId);
    }

    /**
     * Before and after, for the second person.
     *
     * @param before the content the edit was made of
     * @param after the edit
     */
    public record Comparison(Revision revision, String before, String after) {}

    /** Both contents. Who looks, and why, is logged first. */
    public Comparison compare(UUID revisionId, String byWhom, String reason) {
        Revision revision =
                ledger.find(revisionId).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "revision", ""));
        log.record(byWhom, "payload-viewed-to-approve", "message " + revision.hubId(), reason);
        return new Comparison(
                revision,
                StoredBundle.pretty(ledger.readContent(revision.basedOn())),
                StoredBundle.pretty(ledger.readContent(revisionId)));
    }

    /** A second person sends it. It is checked again: the configuration may be another by now. */
    public EditOutcome approve(UUID revisionId, String byWhom, String reason) {
        String why = Reason.require(reason);
        Revision revision =
                ledger.find(revisionId).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "revision", ""));
        if (revision.state() == Revision.State.PROPOSED) {
            UUID first = revision.deliveries().get(0).deliveryId();
            HeldContent held = requireHeld(first);
            List<Claim> receivers = revision.deliveries().stream()
                    .map(part -> requireHeld(part.deliveryId()).delivery())
                    .toList();
            EditCheck.Checked checked =
                    check.check(ledger.readContent(revisionId), held, receivers, configuration.get());
            if (!checked.refusals().isEmpty()) {
                return new EditOutcome.Refused(checked.refusals());
            }
        }
        return new EditOutcome.Kept(ledger.approve(revisionId, byWhom, why));
    }

    /** It is not sent; what it was for stays held. */
    public Revision reject(UUID revisionId, String byWhom, String reason) {
        return ledger.reject(revisionId, byWhom, Reason.require(reason));
    }

    private EditOutcome repeated(Revision known, Edit edit, String byWhom, byte[] text) {
        // the ledger tells the same edit from another one under its id, without writing anything
        return new EditOutcome.Kept(ledger.make(new NewRevision(
                edit.id(),
                known.hubId(),
                edit.basedOn(),
                Set.of(edit.deliveryId()),
                text,
                hasher.hashContent(text),
                true,
                byWhom,
                known.reason())));
    }

    private HeldContent requireHeld(UUID deliveryId) {
        HeldContent held =
                ledger.findContent(deliveryId).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "delivery", ""));
        if (held.errorNumber().isEmpty()) {
            throw new HubException(ErrorCode.STATE_CHANGED, "delivery " + deliveryId, "is not held");
        }
        return held;
    }

    private static boolean needsSecond(HeldContent held, List<Claim> receivers, InForce inForce) {
        CanonicalMessage message =
                new CanonicalMessage(StoredBundle.read(held.delivery().payload()));
        return EventCheck.findType(message, inForce.catalogue())
                        .filter(EventType::secondPersonForEdits)
                        .isPresent()
                || receivers.stream()
                        .map(claim ->
                                inForce.directory().findSystem(claim.receiver().systemId()))
                        .flatMap(Optional::stream)
                        .map(HubSystem::outbound)
                        .anyMatch(outbound -> outbound != null && outbound.secondPersonForEdits());
    }
}
