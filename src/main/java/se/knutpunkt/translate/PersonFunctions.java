package se.knutpunkt.translate;

import static se.knutpunkt.translate.MappingFunction.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonIdKind;

/** Kinds, systems and written forms of person identifiers. */
final class PersonFunctions {

    private static final Pattern DAY_ABOVE_59 = Pattern.compile("(\\d{2})?\\d{4}[6-9]\\d[-+]?\\d{4}");

    private PersonFunctions() {}

    static List<MappingFunction> list() {
        return List.of(
                // person-system(kind, place): the FHIR system of a kind
                MappingFunction.of("person-system", 2, a -> system(text(a.get(0)), text(a.get(1)))),
                // person-kind(system): the kind of a FHIR system, nothing for others
                MappingFunction.of(
                        "person-kind",
                        1,
                        a -> text(PersonIdKind.findByFhirSystem(text(a.get(0)))
                                .map(PersonIdKind::code)
                                .orElse(""))),
                // national-kind(number): personnummer or samordningsnummer, which v2 has one type for (NNSWE)
                MappingFunction.of(
                        "national-kind",
                        1,
                        a -> text((DAY_ABOVE_59.matcher(text(a.get(0))).matches()
                                        ? PersonIdKind.SAMORDNINGSNUMMER
                                        : PersonIdKind.PERSONNUMMER)
                                .code())),
                // person-value(kind, number, now): twelve characters without hyphen; as it stands when it cannot be
                // read
                MappingFunction.of(
                        "person-value", 3, a -> text(value(text(a.get(0)), text(a.get(1)), text(a.get(2))))));
    }

    private static JsonNode system(String kind, String place) {
        return PersonIdKind.findByCode(kind)
                .map(known -> text(known.fhirSystem()))
                .orElseGet(() -> Markers.refusal(ErrorCode.UNKNOWN_CODE, place, kinds()));
    }

    private static String value(String kind, String number, String now) {
        LocalDate today = OffsetDateTime.parse(now).toLocalDate();
        return PersonIdKind.findByCode(kind)
                .flatMap(known -> PersonId.normalise(known, number, today))
                .map(PersonId::value)
                .orElse(number);
    }

    private static String kinds() {
        return String.join(
                ", ",
                java.util.Arrays.stream(PersonIdKind.values())
                        .map(PersonIdKind::code)
                        .toList());
    }
}
