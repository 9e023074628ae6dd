package se.knutpunkt.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.TransactionStatus;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.MessageState;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Retry;

/** What happens inside the intake transaction, in the order of architecture 2. Called again from the start when it is repeated. */
final class IntakeTransaction {
    private final Database database;
    private final IdempotencyKeys keys;
    private final IntakeBeginning beginning;
    private final Episodes episodes;
    private final MessageRows messages;
    private final DeliveryRows deliveries;
    private final ReceiptRows receipts;
    private final History history;
    private final Redirected redirected;

    IntakeTransaction(
            Database database,
            IdempotencyKeys keys,
            IntakeBeginning beginning,
            Episodes episodes,
            MessageRows messages,
            DeliveryRows deliveries,
            ReceiptRows receipts,
            History history) {
        this.database = database;
        this.keys = keys;
        this.beginning = beginning;
        this.episodes = episodes;
        this.messages = messages;
        this.deliveries = deliveries;
        this.receipts = receipts;
        this.history = history;
        this.redirected = new Redirected(database);
    }

    /**
     * What to do after the commit.
     *
     * @param receipt the answer; null when it goes nowhere
     * @param nowhere why nothing was stored
     */
    record Recorded(IntakeReceipt receipt, List<Hint> hints, Optional<String> nowhere) {
        static Recorded answer(IntakeReceipt receipt) {
            return new Recorded(receipt, List.of(), Optional.empty());
        }
    }

    boolean isKnown(IntakeDraft draft) {
        return keys.find(keyOf(draft)).isPresent();
    }

    Recorded record(IntakeDraft draft, Payloads.Sealed payload, IntakeDecider decider, TransactionStatus status) {
        IntakeBeginning.Begun begun = beginning.begin(draft);
        if (begun.holder().isPresent()) {
            return Recorded.answer(answerAgain(draft, begun.holder().get()));
        }
        if (begun.transmissionTaken()) {
            return Recorded.answer(
                    refuse(draft, List.of(Refusal.of(ErrorCode.TRANSMISSION_ID_REUSED, "transmission id"))));
        }
        IntakeDecision decision = decide(begun, decider);
        if (decision instanceof IntakeDecision.GoNowhere nowhere) {
            status.setRollbackOnly();
            return new Recorded(null, List.of(), Optional.of(nowhere.reason()));
        }
        if (decision instanceof IntakeDecision.Refuse refuse) {
            return Recorded.answer(refuse(draft, refuse.refusals()));
        }
        return accept(draft, payload, begun, (IntakeDecision.Accept) decision);
    }

    private IntakeDecision decide(IntakeBeginning.Begun begun, IntakeDecider decider) {
        IntakeDecision decision = decider.decide(begun.episode().head(), begun.reference(), begun.acceptTime());
        return begun.reference().isPresent() && Redirected.mayMatter(decision)
                ? decider.decide(begun.episode().head(), begun.reference().map(redirected::with), begun.acceptTime())
                : decision;
    }

    IntakeReceipt recordRefused(RefusedMessage refused) {
        IntakeReceipt receipt =
                IntakeReceipt.refused(refused.hubId(), refused.senderMessageId(), null, refused.refusals());
        if (!refused.senderMessageId().isEmpty() && !isTransient(refused.refusals())) {
            Optional<IdempotencyKeys.Holder> holder = keys.take(
                    IdempotencyKeys.ofMessage(refused.systemId(), refused.senderMessageId()),
                    refused.hubId(),
                    refused.contentHash(),
                    refused.duplicateWindowDays());
            if (holder.isPresent() && holder.get().hasContent(refused.contentHash())) {
                return stored(holder.get(), refused.hubId()).orElse(receipt);
            }
            if (holder.isEmpty() && !refused.transmissionId().isEmpty()) {
                // What was refused was transmitted all the same: its mended successor has an id of its own (domain
                // 6.3).
                keys.take(
                        IdempotencyKeys.ofTransmission(refused.systemId(), refused.transmissionId()),
                        refused.hubId(),
                        refused.contentHash(),
                        refused.duplicateWindowDays());
            }
        }
        StatementBatch batch = new StatementBatch();
        messages.write(batch, refused, receipt);
        recordRefusal(batch, refused.hubId(), refused.refusals());
        return receipt;
    }

    private Recorded accept(
            IntakeDraft draft, Payloads.Sealed payload, IntakeBeginning.Begun begun, IntakeDecision.Accept accept) {
        UUID episodeId = accept.next() == null ? null : accept.next().id();
        List<Receiver> receivers =
                accept.deliveries().stream().map(NewDelivery::receiver).toList();
        IntakeReceipt receipt = new IntakeReceipt(
                IntakeReceipt.Outcome.ACCEPTED,
                draft.hubId(),
                draft.senderMessageId(),
                draft.messageId(),
                episodeId,
                begun.acceptTime(),
                receivers,
                List.of(),
                accept.remarks(),
                false);
        StatementBatch batch = new StatementBatch();
        if (accept.next() != null) {
            episodes.write(batch, accept.next(), draft.episode(), begun.episode(), begun.acceptTime());
        }
        messages.write(batch, draft, receipt, MessageState.ACCEPTED);
        messages.writeContent(batch, draft.hubId(), payload, accept.facts());
        receipts.writeAccepted(batch, draft.hubId(), ReceiptCode.OK, "");
        history.record(batch, draft.hubId(), "accepted", String.join(",", accept.remarks()));
        deliveries.write(batch, draft, episodeId, begun.acceptTime(), accept.deliveries());
        List<Hint> hints = batch.runAndRead(database.template(), DeliveryRows.readHint(draft.traceparent())).stream()
                .filter(hint -> hint.enqueueNumber() > 0)
                .toList();
        return new Recorded(receipt, hints, Optional.empty());
    }

    private IntakeReceipt answerAgain(IntakeDraft draft, IdempotencyKeys.Holder holder) {
        if (holder.hasContent(draft.contentHash())) {
            Optional<IntakeReceipt> stored = stored(holder, draft.hubId());
            if (stored.isPresent()) {
                return stored.get();
            }
        }
        // Kept as evidence of its own; the key stays with the message that had it first.
        List<Refusal> refusals = List.of(Refusal.of(ErrorCode.SAME_ID_OTHER_CONTENT, "message id"));
        IntakeReceipt receipt =
                IntakeReceipt.refused(draft.hubId(), draft.senderMessageId(), draft.messageId(), refusals);
        StatementBatch batch = new StatementBatch();
        messages.write(batch, draft, receipt, MessageState.REFUSED);
        recordRefusal(batch, draft.hubId(), refusals);
        return receipt;
    }

    // When the holder is this very message, an earlier try was committed and its answer lost on the way.
    private Optional<IntakeReceipt> stored(IdempotencyKeys.Holder holder, UUID hubId) {
        return messages.findReceipt(holder.hubId())
                .map(receipt -> holder.hubId().equals(hubId) ? receipt : receipt.asDuplicate());
    }

    private IntakeReceipt refuse(IntakeDraft draft, List<Refusal> refusals) {
        IntakeReceipt receipt =
                IntakeReceipt.refused(draft.hubId(), draft.senderMessageId(), draft.messageId(), refusals);
        if (isTransient(refusals)) {
            // What may go well later must be decided afresh later.
            keys.giveUp(keyOf(draft), draft.hubId());
            keys.giveUp(IdempotencyKeys.ofTransmission(draft.systemId(), draft.transmissionId()), draft.hubId());
        }
        StatementBatch batch = new StatementBatch();
        messages.write(batch, draft, receipt, MessageState.REFUSED);
        recordRefusal(batch, draft.hubId(), refusals);
        return receipt;
    }

    private void recordRefusal(StatementBatch batch, UUID hubId, List<Refusal> refusals) {
        Refusal first = refusals.get(0);
        receipts.writeAccepted(
                batch, hubId, first.code().receiptCode(), first.code().number());
        history.record(
                batch,
                hubId,
                "refused",
                String.join(
                        ",",
                        refusals.stream()
                                .map(refusal -> refusal.code().number())
                                .distinct()
                                .toList()));
        batch.run(database.template());
    }

    private static UUID keyOf(IntakeDraft draft) {
        return IdempotencyKeys.ofMessage(draft.systemId(), draft.senderMessageId());
    }

    private static boolean isTransient(List<Refusal> refusals) {
        return refusals.stream().anyMatch(refusal -> refusal.code().retry() == Retry.LATER);
    }
}
