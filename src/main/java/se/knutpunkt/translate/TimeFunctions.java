package se.knutpunkt.translate;

import static se.knutpunkt.translate.MappingFunction.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.knutpunkt.message.ErrorCode;

/** Times between HL7 v2 and ISO 8601. */
final class TimeFunctions {

    private TimeFunctions() {}

    static List<MappingFunction> list() {
        return List.of(
                // hl7-date-time(text, place): ISO with offset; nothing for nothing; a refusal for what is no time
                MappingFunction.of(
                        "hl7-date-time", 2, a -> convert(a, Hl7Time::toDateTime, "yyyyMMdd[HHmm[ss]][+zzzz]")),
                // hl7-date(text, place): a date as exact as it is given
                MappingFunction.of("hl7-date", 2, a -> convert(a, Hl7Time::toDate, "yyyy[MM[dd]]")),
                // to-hl7-date-time(iso): with seconds and zone
                MappingFunction.of(
                        "to-hl7-date-time",
                        1,
                        a -> text(Hl7Time.fromDateTime(text(a.get(0))).orElse(""))),
                // to-hl7-date(iso): without hyphens
                MappingFunction.of("to-hl7-date", 1, a -> text(text(a.get(0)).replace("-", ""))));
    }

    private static JsonNode convert(List<JsonNode> a, Function<String, Optional<String>> conversion, String allowed) {
        String value = text(a.get(0));
        if (value.isEmpty()) {
            return NullNode.getInstance();
        }
        return conversion
                .apply(value)
                .map(MappingFunction::text)
                .orElseGet(() -> Markers.refusal(ErrorCode.INVALID_TIME, text(a.get(1)), allowed));
    }
}
