package se.knutpunkt.translate;

import static se.knutpunkt.translate.MappingFunction.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Codes by ConceptMap, refusals, and small things that JSLT lacks. */
final class CodeFunctions {

    private CodeFunctions() {}

    static List<MappingFunction> list(Map<String, ConceptMapFile> maps) {
        return List.of(
                // translate-code(map, code[, place]): nothing for an unlisted code, or a refusal where a place is given
                new MappingFunction("translate-code", 2, 3, a -> translate(maps, a, false)),
                // reverse-code(map, code): from target to source
                new MappingFunction("reverse-code", 2, 3, a -> translate(maps, a, true)),
                // refuse(code, place[, detail])
                new MappingFunction(
                        "refuse",
                        2,
                        3,
                        a -> Markers.refusal(ErrorCode.valueOf(text(a.get(0))), text(a.get(1)), text(a.get(2)))),
                // derived-uuid(uuid, name): the same each time, so that the parts of one message keep their ids
                MappingFunction.of("derived-uuid", 2, a -> text(derived(text(a.get(0)), text(a.get(1))))),
                // merge(a, b): the keys of both, b's where both have one
                MappingFunction.of("merge", 2, a -> merge(a.get(0), a.get(1))));
    }

    private static JsonNode translate(Map<String, ConceptMapFile> maps, List<JsonNode> a, boolean reverse) {
        ConceptMapFile map = maps.get(text(a.get(0)));
        if (map == null) {
            throw new HubException(ErrorCode.MAPPING_FAILED, text(a.get(0)), "no such ConceptMap");
        }
        String code = text(a.get(1));
        if (code.isEmpty()) {
            return NullNode.getInstance();
        }
        return (reverse ? map.reverse(code) : map.translate(code))
                .map(MappingFunction::text)
                .orElseGet(() -> a.get(2).isNull()
                        ? NullNode.getInstance()
                        : Markers.refusal(ErrorCode.UNKNOWN_CODE, text(a.get(2)), "see " + map.url()));
    }

    private static String derived(String uuid, String name) {
        return UUID.nameUUIDFromBytes((uuid + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static JsonNode merge(JsonNode first, JsonNode second) {
        if (!first.isObject() || !second.isObject()) {
            return first.isObject() ? first : second;
        }
        ObjectNode merged = ((ObjectNode) first).deepCopy();
        merged.setAll((ObjectNode) second);
        return merged;
    }
}
