package se.knutpunkt.catalogue;

import java.util.Map;
import java.util.Set;

/**
 * The words an {@link EventType.Effect} may use, each with what stands after its colon. The episode rules own them and hand them to
 * the reader, which refuses every other word.
 *
 * @param guards words of guards
 * @param actions words of changes to the head
 * @param remarks words of warnings
 * @param sipStates states of the coordinated individual plan
 */
public record EffectWords(
        Map<String, Argument> guards,
        Map<String, Argument> actions,
        Map<String, Argument> remarks,
        Set<String> sipStates) {

    /** What stands after the colon of a word. */
    public enum Argument {
        NONE,
        /** The code of an event. */
        EVENT,
        /** A state of the coordinated individual plan. */
        SIP_STATE
    }
}
