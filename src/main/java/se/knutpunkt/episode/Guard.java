package se.knutpunkt.episode;

import java.util.Optional;
import se.knutpunkt.catalogue.EffectWords.Argument;
import se.knutpunkt.message.Refusal;

/**
 * A condition that a catalogue file can name.
 *
 * @param argument what stands after the colon of its word
 * @param rule says what the sender must mend; empty when the condition holds
 */
record Guard(Argument argument, Rule rule) {

    /** The condition itself. */
    interface Rule {
        Optional<Refusal> check(Situation situation, String argument);
    }

    static Guard of(Rule rule) {
        return new Guard(Argument.NONE, rule);
    }
}
