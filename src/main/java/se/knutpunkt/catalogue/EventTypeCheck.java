package se.knutpunkt.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.knutpunkt.catalogue.EffectWords.Argument;
import se.knutpunkt.catalogue.EventType.Effect;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.Role;

/** Judges what an event refers to: elements, sections, kinds, states and words that must exist and fit each other. */
final class EventTypeCheck {

    /** Without these a receiver would not know whom or what a message is about. */
    static final Set<String> NEVER_WITHHELD = Set.of("identity", "administration");

    private final Catalogue catalogue;
    private final EffectWords words;
    private final List<Defect> defects;

    EventTypeCheck(Catalogue catalogue, EffectWords words, List<Defect> defects) {
        this.catalogue = catalogue;
        this.words = words;
        this.defects = defects;
    }

    void check(EventType type, Fields fields) {
        requireFileName(type, fields);
        requireElements(type, fields);
        requireSections(type, fields);
        requireKinds(type, fields);
        requireDeadline(type, fields);
        requireWords(type.effect(), fields.child("effect"));
        type.kinds()
                .forEach((kind, added) ->
                        requireWords(added.effect(), fields.child("kinds").child(kind)));
        if (!type.effect().asRegistered()) {
            Set<String> kinds =
                    type.kinds().isEmpty() ? Set.of("") : type.kinds().keySet();
            kinds.forEach(kind -> requireStates(kind, type.effect(kind), fields));
        }
        EventType newest = catalogue.findNewest(type.code()).orElse(type);
        if (newest.version().equals(type.version()) == (type.sunset() != null)) {
            defects.add(fields.defect(
                    "sunset", "the newest version has none, every older one has one", "add it or remove it"));
        }
    }

    private void requireFileName(EventType type, Fields fields) {
        String stem = type.code() + "-" + type.version();
        if (!fields.document().stem().equals(stem)) {
            defects.add(fields.defect("code", "code and version are not the name of the file", "rename it " + stem));
        }
    }

    private void requireElements(EventType type, Fields fields) {
        for (String key : List.of("required", "optional")) {
            for (String name : fields.list(key)) {
                if (catalogue.findElement(name).isEmpty()) {
                    defects.add(fields.defect(key, "unknown element " + name, "see mappings/codes/elements.yaml"));
                }
            }
        }
        for (String name : type.required()) {
            if (type.optional().contains(name)) {
                defects.add(fields.defect("optional", name + " stands in required too", "keep one"));
            }
        }
    }

    private void requireSections(EventType type, Fields fields) {
        if (!type.sections().keySet().equals(type.receivers())) {
            defects.add(fields.defect("sections", "the roles are not those of receivers", "write one line per role"));
        }
        Set<String> carried = new HashSet<>();
        for (String name : elements(type)) {
            catalogue.findElement(name).ifPresent(element -> carried.add(element.section()));
        }
        type.sections()
                .forEach((role, sections) -> requireCarried(fields, "sections/" + role.code(), sections, carried));
        Set<String> given =
                type.sections().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        requireCarried(fields, "withholdable", type.withholdable(), given);
        for (String section : type.withholdable()) {
            if (NEVER_WITHHELD.contains(section)) {
                defects.add(fields.defect("withholdable", section + " can never be withheld", "remove it"));
            }
        }
        boolean header = elements(type).stream().anyMatch(List.of("kind", "reference")::contains);
        for (Role role : type.receivers()) {
            if (header && !type.sections().getOrDefault(role, Set.of()).contains("administration")) {
                defects.add(fields.defect(
                        "sections/" + role.code(), "kind and reference would be cut away", "add administration"));
            }
        }
    }

    private void requireCarried(Fields fields, String place, Set<String> sections, Set<String> allowed) {
        for (String section : sections) {
            if (!allowed.contains(section)) {
                defects.add(fields.defect(
                        place, section + " is no section of what the event carries", "remove it or correct its name"));
            }
        }
    }

    private void requireKinds(EventType type, Fields fields) {
        if (elements(type).contains("kind") == type.kinds().isEmpty()) {
            defects.add(fields.defect("kinds", "the element kind and kinds go together", "add or remove one"));
        }
        type.kinds().forEach((kind, added) -> {
            if (!catalogue.codeLists().contains("event-kind", kind)) {
                defects.add(fields.defect("kinds/" + kind, "unknown kind", "see mappings/codes/event-kind.yaml"));
            }
            for (String name : added.required()) {
                if (!type.optional().contains(name)) {
                    defects.add(fields.defect(
                            "kinds/" + kind + "/required", name + " is no optional element", "add it to optional"));
                }
            }
        });
    }

    private void requireDeadline(EventType type, Fields fields) {
        if (type.deadline() == null) {
            return;
        }
        for (String from : type.deadline().from()) {
            boolean known = catalogue.findElement(from).isPresent()
                    || catalogue.codeLists().contains(Catalogue.EVENT_LIST, from);
            if (!known) {
                defects.add(fields.defect("deadline/from", from + " is no element and no event", "correct its name"));
            }
        }
    }

    private void requireWords(Effect effect, Fields fields) {
        effect.guards().forEach(word -> requireWord(fields, "guards", word, words.guards()));
        effect.actions().forEach(word -> requireWord(fields, "actions", word, words.actions()));
        effect.remarks().forEach(word -> requireWord(fields, "remarks", word, words.remarks()));
    }

    private void requireWord(Fields fields, String key, String word, Map<String, Argument> known) {
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        String argument = colon < 0 ? "" : word.substring(colon + 1);
        boolean fits = known.containsKey(name)
                && switch (known.get(name)) {
                    case NONE -> argument.isEmpty();
                    case EVENT -> catalogue.codeLists().contains(Catalogue.EVENT_LIST, argument);
                    case SIP_STATE -> words.sipStates().contains(argument);
                };
        if (!fits) {
            defects.add(fields.defect(
                    key,
                    "unknown word " + word,
                    "allowed: "
                            + String.join(", ", known.keySet().stream().sorted().toList())));
        }
    }

    /** Every state is either allowed or refused with a reason: no answer is left to the code. */
    private void requireStates(String kind, Effect effect, Fields fields) {
        for (EpisodeState state : EpisodeState.values()) {
            boolean moves = named(effect.moves().keySet(), state);
            boolean refuses = named(effect.refuses().keySet(), state);
            if (!moves && !refuses) {
                defects.add(fields.defect(
                        kind.isEmpty() ? "effect" : "kinds/" + kind,
                        "says nothing of the state " + state.code(),
                        "add it to moves or refuses"));
            }
            if (effect.moves().containsKey(state.code()) && effect.refuses().containsKey(state.code())) {
                defects.add(fields.defect("effect", state.code() + " is both allowed and refused", "keep one"));
            }
        }
    }

    private static boolean named(Set<String> keys, EpisodeState state) {
        return keys.contains(state.code())
                || state != EpisodeState.NONE && keys.contains(state.hasEnded() ? "ended" : "open");
    }

    private static List<String> elements(EventType type) {
        List<String> all = new ArrayList<>(type.required());
        all.addAll(type.optional());
        return all;
    }
}
