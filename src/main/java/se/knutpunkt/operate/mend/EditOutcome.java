package se.knutpunkt.operate.mend;

import java.util.List;
import se.knutpunkt.ledger.Revision;
import se.knutpunkt.message.Refusal;

/** What became of an edit. */
public sealed interface EditOutcome {

    /** It is kept: sent, or waiting for a second person. */
    record Kept(Revision revision) implements EditOutcome {}

    /** It would break the message; nothing is kept. */
    record Refused(List<Refusal> refusals) implements EditOutcome {}
}
