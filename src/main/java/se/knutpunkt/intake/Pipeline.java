package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.ReceiptLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.LogKeys;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Stage;
import se.knutpunkt.translate.Translated;

/**
 * The way of one message from bytes to receipt: decode, translate, check, then the one transaction. It never throws, and what it
 * returns as accepted is durable.
 */
public final class Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final ConfigurationInForce configuration;
    private final IntakeLedger ledger;
    private final ReceiptLedger receipts;
    private final EpisodeRules rules;
    private final Ids ids;
    private final IntakeSteps steps;
    private final Drafts drafts;
    private final MergedPerson merged;
    private final ContentHash hash;
    private final Refusals refusals;
    private final StageTimes times;

    public Pipeline(
            ConfigurationInForce configuration,
            IntakeLedger ledger,
            ReceiptLedger receipts,
            EpisodeRules rules,
            IdentityPolicy identities,
            KeyedHasher hasher,
            Ids ids,
            MeterRegistry meters) {
        this.configuration = configuration;
        this.ledger = ledger;
        this.receipts = receipts;
        this.rules = rules;
        this.ids = ids;
        this.steps = new IntakeSteps(identities, ids);
        this.drafts = new Drafts(hasher);
        this.merged = new MergedPerson(ledger, drafts);
        this.hash = new ContentHash(hasher);
        this.refusals = new Refusals(ledger, configuration, hasher, ids);
        this.times = new StageTimes(meters);
    }

    /** Records what the entrance itself refuses of a known system, such as a message that is too large to be read. */
    IntakeReceipt refuseUnread(Submission submission, Refusal refusal) {
        Known unread = new Known("", "", "", hash.ofUnread(submission.bytes()));
        return refusals.record(submission, unread, List.of(refusal));
    }

    /** Takes a message, refuses it, or says why it goes nowhere. */
    public IntakeReceipt handle(Submission submission) {
        long start = System.nanoTime();
        Handling handling = new Handling(submission);
        IntakeReceipt receipt = handling.run();
        String outcome = receipt.outcome() == IntakeReceipt.Outcome.REFUSED
                ? receipt.refusals().get(0).code().number()
                : receipt.outcome().name().toLowerCase(java.util.Locale.ROOT);
        times.record(Stage.INTAKE, submission.system().id(), handling.known.event(), outcome, start);
        return receipt;
    }

    /** The handling of one message, which knows more of it step by step. */
    private final class Handling {

        private final Submission submission;
        private Known known;

        Handling(Submission submission) {
            this.submission = submission;
            this.known = new Known("", "", "", "");
        }

        IntakeReceipt run() {
            try {
                known = Known.ofUnread(submission, hash);
                return take(configuration.get());
            } catch (RuntimeException | StackOverflowError failure) {
                return refusals.recordFailure(submission, known, failure);
            }
        }

        private IntakeReceipt take(InForce inForce) {
            requireFormat();
            JsonNode tree = timed(Stage.DECODE, () -> steps.decode(submission));
            known = Known.of(submission.format(), tree, hash, inForce.catalogue());
            IntakeSteps.requireMessageId(submission.format(), known);
            Translated translated = timed(Stage.TRANSLATE, () -> steps.translate(submission, tree, inForce));
            if (translated instanceof Translated.Refused refused) {
                return refusals.record(submission, known, refused.refusals());
            }
            if (translated instanceof Translated.NoEvent nothing) {
                return goNowhere(nothing.reason());
            }
            var message = IntakeSteps.view(((Translated.Canonical) translated).bundle());
            known = known.withEvent(message.eventCode(), inForce.catalogue());
            return find(new Canonicalised(submission, inForce, known, message, IntakeSteps.mapping(submission)));
        }

        private IntakeReceipt find(Canonicalised canonical) {
            if (MergedPerson.isIn(canonical.message())) {
                List<UUID> episodes = merged.listEpisodes(canonical);
                return switch (episodes.size()) {
                    case 0 -> goNowhere("no-open-episode");
                    case 1 -> decide(canonical.inEpisode(episodes.get(0)));
                    default ->
                        refusals.record(
                                submission, known, canonical.inSourceTerms(List.of(MergedPerson.ambiguous(episodes))));
                };
            }
            return canonical.message().isStatusOnly() && !hasOpenEpisode(canonical)
                    ? goNowhere("no-open-episode")
                    : decide(canonical);
        }

        private IntakeReceipt decide(Canonicalised canonical) {
            List<Refusal> wrong = timed(Stage.CHECK, () -> steps.check(canonical));
            if (!wrong.isEmpty()) {
                return refusals.record(submission, known, canonical.inSourceTerms(wrong));
            }
            EventType type = IntakeSteps.eventType(canonical.message(), canonical.inForce());
            IntakeDraft draft = drafts.draft(canonical, type, ids.next());
            Decider decider = new Decider(
                    type,
                    canonical.message(),
                    draft,
                    drafts.formerPersonHash(canonical.message()),
                    canonical.inForce(),
                    rules);
            IntakeReceipt receipt = timed(
                    Stage.RECORD,
                    () -> ledger.record(
                            draft,
                            (head, reference, acceptedAt) ->
                                    canonical.inSourceTerms(decider.decide(head, reference, acceptedAt))));
            if (receipt.outcome() == IntakeReceipt.Outcome.ACCEPTED) {
                Optional<ReceiptLevel> level = ReceiptEvent.findLevel(type, canonical.message());
                level.ifPresent(found -> ReceiptEvent.record(
                        found, canonical.message(), draft.senderUnit(), draft.senderRole(), receipts));
            }
            log(receipt);
            return receipt;
        }

        /** A hospital's whole stream passes here: one indexed read, and nothing is stored of what belongs to no episode. */
        private boolean hasOpenEpisode(Canonicalised canonical) {
            if (canonical.message().findEpisodeId().isPresent()) {
                return true;
            }
            JsonNode visit = canonical.message().visitNumber();
            String number = visit.path("value").asText();
            return !number.isEmpty()
                    && ledger.findOpenEpisode(Drafts.assigner(visit), number).isPresent();
        }

        private IntakeReceipt goNowhere(String reason) {
            ledger.countNowhere(submission.system().id(), known.event(), reason);
            return IntakeReceipt.nowhere(known.senderMessageId());
        }

        private void requireFormat() {
            if (!submission.system().inbound().formats().contains(submission.format())) {
                throw new HubException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "",
                        submission.format().code());
            }
        }

        private <T> T timed(Stage stage, java.util.function.Supplier<T> step) {
            return times.time(stage, submission.system().id(), known.event(), step);
        }

        private void log(IntakeReceipt receipt) {
            boolean refused = receipt.outcome() == IntakeReceipt.Outcome.REFUSED;
            LOG.atInfo()
                    .addKeyValue(LogKeys.STAGE, Stage.RECORD.code())
                    .addKeyValue(LogKeys.ADAPTER, submission.system().id())
                    .addKeyValue(LogKeys.MESSAGE_ID, receipt.hubId())
                    .addKeyValue(LogKeys.CONVERSATION_ID, receipt.episodeId())
                    .addKeyValue(
                            LogKeys.ERROR_CODE,
                            refused ? receipt.refusals().get(0).code().number() : "")
                    .log("message {}", receipt.outcome());
        }
    }
}
