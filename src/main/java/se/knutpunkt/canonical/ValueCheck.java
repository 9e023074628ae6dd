package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.catalogue.CodeLists;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.Element.ElementType;
import se.knutpunkt.catalogue.Element.Location;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Refusal;

/** Checks one value of an element: its type, its code, its time. */
final class ValueCheck {

    /** The {@code value[x]} of each type, as docs/canonical-model.md says. */
    private static final Map<ElementType, String> VALUE = Map.of(
            ElementType.STRING, "valueString",
            ElementType.CODE, "valueCoding",
            ElementType.DATE, "valueDate",
            ElementType.DATE_TIME, "valueDateTime",
            ElementType.BOOLEAN, "valueBoolean",
            ElementType.UNIT, "valueIdentifier",
            ElementType.PERSON, "valueIdentifier",
            ElementType.ATTACHMENT, "valueAttachment",
            ElementType.MESSAGE_ID, "valueUuid");

    private ValueCheck() {}

    /** @param node a Task.input for content, else the value itself */
    static Optional<Refusal> check(Element element, JsonNode node, CodeLists codeLists, Instant latest) {
        JsonNode value = node;
        if (element.location() == Location.CONTENT) {
            value = node.path(VALUE.get(element.type()));
            if (value.isMissingNode()) {
                return refuse(ErrorCode.WRONG_TYPE, element, "allowed: " + VALUE.get(element.type()));
            }
        }
        return switch (element.type()) {
            case CODE -> checkCode(element, value, codeLists);
            case DATE -> checkDate(element, value, latest);
            case DATE_TIME -> checkDateTime(element, value, latest);
            case BOOLEAN ->
                value.isBoolean() ? Optional.empty() : refuse(ErrorCode.WRONG_TYPE, element, "true or false");
            case UNIT, PERSON -> checkHsaId(element, value);
            case MESSAGE_ID ->
                isUuid(value.asText()) ? Optional.empty() : refuse(ErrorCode.WRONG_TYPE, element, "a UUID");
            case STRING ->
                element.location() != Location.CONTENT || !value.asText().isBlank()
                        ? Optional.empty()
                        : refuse(ErrorCode.WRONG_TYPE, element, "text");
            case ATTACHMENT ->
                value.isObject() ? Optional.empty() : refuse(ErrorCode.WRONG_TYPE, element, "an attachment");
        };
    }

    private static Optional<Refusal> checkCode(Element element, JsonNode value, CodeLists codeLists) {
        String code = value.isObject() ? value.path("code").asText() : value.asText();
        String system = value.path("system").asText();
        return codeLists
                .find(element.codeSystem())
                .filter(list -> list.find(code).isPresent() && (system.isEmpty() || system.equals(list.url())))
                .map(list -> Optional.<Refusal>empty())
                .orElseGet(() -> refuse(
                        ErrorCode.UNKNOWN_CODE,
                        element,
                        codeLists
                                .find(element.codeSystem())
                                .map(list -> "code of " + list.url())
                                .orElse("")));
    }

    private static Optional<Refusal> checkDate(Element element, JsonNode value, Instant latest) {
        try {
            // FHIR lets a date of birth be a year or a month only: samordningsnummer may have partial dates.
            String text = value.asText();
            LocalDate date =
                    LocalDate.parse(text.length() == 4 ? text + "-01-01" : text.length() == 7 ? text + "-01" : text);
            boolean future = element.past()
                    && date.isAfter(latest.atZone(java.time.ZoneOffset.UTC)
                            .toLocalDate()
                            .plusDays(1));
            return future ? refuse(ErrorCode.TIME_IN_FUTURE, element, "") : Optional.empty();
        } catch (DateTimeException noDate) {
            return refuse(ErrorCode.INVALID_TIME, element, "a date YYYY-MM-DD");
        }
    }

    private static Optional<Refusal> checkDateTime(Element element, JsonNode value, Instant latest) {
        // A death is often known to the day only.
        if (element.location() == Location.PATIENT && value.asText().length() == 10) {
            return checkDate(element, value, latest);
        }
        Optional<Instant> instant = CanonicalMessage.instant(value.asText());
        if (instant.isEmpty()) {
            return refuse(ErrorCode.INVALID_TIME, element, "a time with its zone");
        }
        return element.past() && instant.get().isAfter(latest)
                ? refuse(ErrorCode.TIME_IN_FUTURE, element, "")
                : Optional.empty();
    }

    private static Optional<Refusal> checkHsaId(Element element, JsonNode value) {
        String text = value.isObject() ? value.path("value").asText() : value.asText();
        return HsaId.find(text).isPresent()
                ? Optional.empty()
                : refuse(ErrorCode.INVALID_IDENTIFIER, element, "an HSA-id");
    }

    private static boolean isUuid(String text) {
        String bare = text.startsWith("urn:uuid:") ? text.substring("urn:uuid:".length()) : text;
        try {
            return bare.length() == 36 && UUID.fromString(bare) != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static Optional<Refusal> refuse(ErrorCode code, Element element, String detail) {
        return Optional.of(new Refusal(code, ElementPlace.of(element), detail));
    }
}
