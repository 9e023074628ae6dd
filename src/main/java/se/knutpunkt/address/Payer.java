package se.knutpunkt.address;

import java.util.Optional;
import se.knutpunkt.canonical.CanonicalMessage;

/**
 * Who pays is not who receives: the municipality of folkbokföring answers for the cost (lag 2017:612 5 kap. 2 §), whatever units get the
 * message. The exception for a patient placed in another municipality is settled between the parties and not guessed here.
 */
public final class Payer {

    private Payer() {}

    /** SCB's code of the municipality that pays; empty for a protected person, whose payer is settled by hand, and where unknown. */
    public static Optional<String> findMunicipality(CanonicalMessage message) {
        String code = message.municipalityCode();
        return message.isProtected() || code.isEmpty() ? Optional.empty() : Optional.of(code);
    }
}
