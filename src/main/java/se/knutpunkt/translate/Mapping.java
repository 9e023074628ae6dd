package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.knutpunkt.message.Refusal;

/**
 * One mapping file, compiled.
 *
 * @param id the stem of its file
 * @param source name of the source tree
 * @param target name of the target tree
 * @param version version
 * @param nameSv what it does, Swedish
 * @param nameEn what it does, English
 * @param first id of the mapping whose output is this one's input; empty for none
 * @param then id of the mapping that takes this one's output further; empty for none
 * @param shape what the source may hold; null when anything
 * @param check refuses what is wrong in the source whatever becomes of it; null for none
 * @param rules tried in order; the first that holds does the work
 * @param ignored what is not carried over, and why
 * @param places where elements of the canonical model stand in the source, in the sender's own terms
 */
public record Mapping(
        String id,
        String source,
        String target,
        String version,
        String nameSv,
        String nameEn,
        String first,
        String then,
        Shape shape,
        Expression check,
        List<Rule> rules,
        List<Ignored> ignored,
        Map<String, String> places) {

    /**
     * One rule: exactly one of {@code expression}, {@code noEvent} and {@code refusal} is there.
     *
     * @param name unique in its mapping
     * @param why the reason where it is not plain
     * @param when whether it holds; null for always
     * @param expression makes the target; null for none
     * @param noEvent why the source carries no event of the catalogue; empty for none
     * @param refusal what the sender must mend; null for none
     */
    public record Rule(
            String name, String why, Expression when, Expression expression, String noEvent, Refusal refusal) {

        boolean holds(Map<String, JsonNode> variables, JsonNode source) {
            if (when == null) {
                return true;
            }
            JsonNode answer = when.apply(variables, source);
            // as in JSLT itself: false, null and what is empty do not hold, all else does
            return answer.isBoolean()
                    ? answer.asBoolean()
                    : !answer.isNull() && !(answer.isContainerNode() && answer.isEmpty());
        }
    }

    /**
     * What is not carried over.
     *
     * @param path a path in the source, with {@code *} at its end for all below it
     * @param reason why
     * @param rules names of the rules it holds for; empty for all
     * @param unlessAsked name of the element; it holds only for events that do not ask for that; empty for all
     */
    public record Ignored(String path, String reason, Set<String> rules, String unlessAsked) {}

    private static final Pattern ELEMENT = Pattern.compile("Task\\.input\\[(\\w+)].*");
    private static final Pattern INDEX = Pattern.compile("^Bundle\\.entry\\[\\d+]\\.resource\\.|\\[\\d+]");

    public Mapping {
        rules = List.copyOf(rules);
        ignored = List.copyOf(ignored);
        places = Map.copyOf(places);
    }

    /** What in {@code source} is not as the shape draws it, or is refused by the check. */
    List<Refusal> check(JsonNode source, Map<String, JsonNode> variables) {
        List<Refusal> refusals = new ArrayList<>();
        if (shape != null) {
            shape.check(source, "", refusals);
        }
        if (check != null && refusals.isEmpty()) {
            refusals.addAll(Markers.list(check.apply(variables, source)));
        }
        return refusals;
    }

    /** The rule that answers for {@code source}. */
    Optional<Rule> findRule(JsonNode source, Map<String, JsonNode> variables) {
        return rules.stream().filter(rule -> rule.holds(variables, source)).findFirst();
    }

    /**
     * {@code place} in the sender's terms, where the mapping knows them, else as it stands. Indexes do not matter, a place below a known
     * one is that one, and {@code *} in a known place stands for the name of an element.
     */
    Refusal inSourceTerms(Refusal refusal) {
        String place =
                INDEX.matcher(refusal.place()).replaceAll("").replace('(', '[').replace(')', ']');
        Matcher element = ELEMENT.matcher(place);
        if (element.matches() && places.containsKey("Task.input[*]")) {
            return at(refusal, places.get("Task.input[*]").replace("*", element.group(1)));
        }
        while (!place.isEmpty()) {
            String known = places.get(place);
            if (known != null) {
                return at(refusal, known);
            }
            place = place.substring(0, Math.max(0, place.lastIndexOf('.')));
        }
        return refusal;
    }

    private static Refusal at(Refusal refusal, String place) {
        return new Refusal(refusal.code(), place, refusal.detail());
    }
}
