package se.knutpunkt.intake;

import java.util.List;
import java.util.UUID;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.message.Refusal;

/**
 * A message in the canonical form, before it has been checked.
 *
 * @param submission as it came
 * @param inForce the one configuration it is handled under, from door to ledger
 * @param known its ids and content hash
 * @param message its canonical form
 * @param mapping id of the mapping that made it
 */
record Canonicalised(Submission submission, InForce inForce, Known known, CanonicalMessage message, String mapping) {

    /** Refusals with their places in the terms of the format the sender wrote. */
    List<Refusal> inSourceTerms(List<Refusal> refusals) {
        return refusals.stream()
                .map(refusal -> inForce.translator().inSourceTerms(mapping, refusal))
                .toList();
    }

    /** The same message, said to belong to this episode. */
    Canonicalised inEpisode(UUID episode) {
        return new Canonicalised(submission, inForce, known, MergedPerson.inEpisode(message, episode), mapping);
    }

    /** The same decision, with the places of a refusal in the sender's terms. */
    IntakeDecision inSourceTerms(IntakeDecision decision) {
        return decision instanceof IntakeDecision.Refuse refuse
                ? new IntakeDecision.Refuse(inSourceTerms(refuse.refusals()))
                : decision;
    }
}
