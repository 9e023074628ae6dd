package se.knutpunkt.ledger;

import java.util.List;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;

/** What of an {@link IntakeReceipt} is kept as text beside the message's columns. */
record Answer(List<Receiver> receivers, List<Refusal> refusals, List<String> remarks) {
    static Answer of(IntakeReceipt receipt) {
        return new Answer(receipt.receivers(), receipt.refusals(), receipt.remarks());
    }
}
