package se.knutpunkt.simulate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * The course of a care episode, as a file of {@code test-data/traffic/episodes} tells it.
 *
 * @param id the file's stem
 * @param name what it shows, English
 * @param weight how often it is played beside the others; zero for one that is only played {@code every}
 * @param every it is played once for this many episodes, whatever the weights; zero for never
 * @param persons group of identities it takes its patient from; empty for elderly first
 * @param days days before now that the patient is admitted
 * @param adt true when it needs a hospital whose ADT sends HL7 v2
 * @param wrong true when the hub is to refuse its last step
 * @param steps its messages in order
 */
public record EpisodeTemplate(
        String id,
        String name,
        int weight,
        int every,
        String persons,
        int days,
        boolean adt,
        boolean wrong,
        List<Step> steps) {

    /**
     * One message.
     *
     * @param label name by which later steps refer to it; empty for none
     * @param event the event's code; empty for an ADT message
     * @param version the event's version; empty for the newest
     * @param trigger ADT trigger such as {@code A01}; empty for an event
     * @param judgement ZVG-2, the act the physician or user recorded; empty for an ADT message that says nothing
     * @param from who sends: a role, or {@code other-hospital}, {@code other-social-services}
     * @param to who receives; empty leaves it to the hub's rules
     * @param at time after admission at which it happened
     * @param withheld sections withheld from all receivers
     * @param newEpisode true when it opens another stay of the same patient
     * @param set values of elements; {@code @P2D} is a time after admission, {@code #label} a message, {@code $role} a unit
     * @param put values by JSON Pointer, for messages that are to be wrong
     * @param remove JSON Pointers of what is to be missing, for the same
     */
    public record Step(
            String label,
            String event,
            String version,
            String trigger,
            String judgement,
            String from,
            List<String> to,
            String at,
            List<String> withheld,
            @JsonProperty("new") boolean newEpisode,
            Map<String, JsonNode> set,
            Map<String, JsonNode> put,
            List<String> remove) {

        public Step {
            label = orEmpty(label);
            event = orEmpty(event);
            version = orEmpty(version);
            trigger = orEmpty(trigger);
            judgement = orEmpty(judgement);
            to = to == null ? List.of() : List.copyOf(to);
            withheld = withheld == null ? List.of() : List.copyOf(withheld);
            set = set == null ? Map.of() : set;
            put = put == null ? Map.of() : put;
            remove = remove == null ? List.of() : List.copyOf(remove);
        }
    }

    public EpisodeTemplate {
        persons = orEmpty(persons);
        steps = List.copyOf(steps);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
