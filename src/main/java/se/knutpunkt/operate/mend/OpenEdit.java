package se.knutpunkt.operate.mend;

import java.util.List;
import java.util.UUID;
import se.knutpunkt.ledger.HeldContent;
import se.knutpunkt.ledger.Revision;

/**
 * A held delivery as its editor sees it.
 *
 * @param id names the edit to come, so that sending it twice edits once
 * @param held the delivery and what it carries
 * @param text the content, for a person to edit
 * @param needsSecond true when another person must look at the edit before it goes
 * @param revisions earlier edits of the message
 */
public record OpenEdit(UUID id, HeldContent held, String text, boolean needsSecond, List<Revision> revisions) {}
