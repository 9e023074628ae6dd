package se.knutpunkt.intake;

import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.CanonicalMessage;

/**
 * A message in the canonical form, before it has been checked.
 *
 * @param submission as it came
 * @param inForce the one configuration it is handled under, from door to ledger
 * @param known its ids and content hash
 * @param message its canonical form
 * @param mapping id of the mapping that made it
 */
record Canonicalised(Submission submission, InForce inForce, Known known, CanonicalMessage message, String mapping) {}
