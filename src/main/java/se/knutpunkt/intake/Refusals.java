package se.knutpunkt.intake;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.RefusedMessage;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.Fault;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.LogKeys;
import se.knutpunkt.message.Refusal;

/** Records what is refused before the transaction, and turns what went wrong inside the hub into "try later" with an alarm. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final IntakeLedger ledger;
    private final ConfigurationInForce configuration;
    private final KeyedHasher hasher;
    private final Ids ids;

    Refusals(IntakeLedger ledger, ConfigurationInForce configuration, KeyedHasher hasher, Ids ids) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.hasher = hasher;
        this.ids = ids;
    }

    /** The receipt of a refusal: the stored one when the same message was refused before. */
    IntakeReceipt record(Submission submission, Known known, List<Refusal> refusals) {
        UUID hubId = ids.next();
        String hash = configuration.isPresent() ? configuration.get().hash() : "";
        try {
            IntakeReceipt receipt = ledger.recordRefused(new RefusedMessage(
                    hubId,
                    submission.system().id(),
                    known.senderMessageId(),
                    known.transmissionId(),
                    known.contentHash(),
                    submission.system().inbound().duplicateWindowDays(),
                    known.event(),
                    submission.format().code(),
                    submission.receivedAt(),
                    hash,
                    refusals,
                    hasher.hashWire(submission.system().id(), submission.bytes())));
            log(submission, receipt.hubId(), refusals.get(0).code());
            return receipt;
        } catch (RuntimeException unstored) {
            alarm(submission, hubId, unstored);
            ledger.countTriedLater(submission.system().id(), ErrorCode.LEDGER_UNAVAILABLE.number());
            return IntakeReceipt.refused(
                    null, known.senderMessageId(), null, List.of(Refusal.of(ErrorCode.LEDGER_UNAVAILABLE, "")));
        }
    }

    /** The receipt after an exception: the sender's fault as it says, everything else "try later". */
    IntakeReceipt recordFailure(Submission submission, Known known, Throwable failure) {
        Refusal refusal = failure instanceof HubException hub
                ? hub.refusal()
                : Refusal.of(failure instanceof StackOverflowError ? ErrorCode.TOO_DEEP : ErrorCode.INTERNAL, "");
        if (refusal.code().fault() == Fault.HUB) {
            alarm(submission, null, failure);
        }
        if (refusal.code() == ErrorCode.LEDGER_UNAVAILABLE) {
            ledger.countTriedLater(submission.system().id(), refusal.code().number());
            return IntakeReceipt.refused(null, known.senderMessageId(), null, List.of(refusal));
        }
        return record(submission, known, List.of(refusal));
    }

    private static void log(Submission submission, UUID hubId, ErrorCode code) {
        LOG.atInfo()
                .addKeyValue(LogKeys.STAGE, code.stage().code())
                .addKeyValue(LogKeys.ADAPTER, submission.system().id())
                .addKeyValue(LogKeys.MESSAGE_ID, hubId)
                .addKeyValue(LogKeys.ERROR_CODE, code.number())
                .log("message refused: {}", code.number());
    }

    /** Classes only: the messages of others' exceptions may quote what they could not read. */
    private static void alarm(Submission submission, UUID hubId, Throwable failure) {
        ErrorCode code = failure instanceof HubException hub ? hub.code() : ErrorCode.INTERNAL;
        LOG.atError()
                .addKeyValue(LogKeys.STAGE, code.stage().code())
                .addKeyValue(LogKeys.ADAPTER, submission.system().id())
                .addKeyValue(LogKeys.MESSAGE_ID, hubId)
                .addKeyValue(LogKeys.ERROR_CODE, code.number())
                // an outage is told for every message, and its stack says nothing more
                .log(
                        "message not taken: {} {}",
                        code.number(),
                        code == ErrorCode.LEDGER_UNAVAILABLE ? "" : FailureTrace.of(failure));
    }
}
