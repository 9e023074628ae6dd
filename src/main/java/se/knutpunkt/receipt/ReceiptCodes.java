package se.knutpunkt.receipt;

import java.util.List;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.Refusal;

/** Which answer a receipt gives: one rule for every protocol. */
public final class ReceiptCodes {

    private ReceiptCodes() {}

    public static ReceiptCode of(IntakeReceipt receipt) {
        return receipt.outcome() == IntakeReceipt.Outcome.REFUSED ? of(receipt.refusals()) : ReceiptCode.OK;
    }

    /** Try later only when that alone can help: one lasting error makes the whole answer lasting. */
    public static ReceiptCode of(List<Refusal> refusals) {
        boolean passing = !refusals.isEmpty()
                && refusals.stream().allMatch(refusal -> refusal.code().receiptCode() == ReceiptCode.TRANSIENT_ERROR);
        return passing ? ReceiptCode.TRANSIENT_ERROR : ReceiptCode.FATAL_ERROR;
    }
}
