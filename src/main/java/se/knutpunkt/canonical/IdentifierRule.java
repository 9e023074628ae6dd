package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.OrganisationNumber;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonIdKind;

/** Identifiers are what their system says: person numbers, HSA-ids and organisation numbers by their checks, our own by their form. */
record IdentifierRule(IdentityPolicy policy) implements ObjectRule {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern MUNICIPALITY = Pattern.compile("\\d{4}");

    @Override
    public void check(String property, JsonNode object, Findings findings) {
        String system = object.path("system").asText();
        JsonNode value = object.path("value");
        if (!system.isEmpty() && value.isTextual()) {
            checkIdentifier(system, value.textValue(), findings);
        }
        String endpoint = object.path("endpoint").asText();
        if (endpoint.startsWith(Fhir.HSA_URN)
                && HsaId.find(endpoint.substring(Fhir.HSA_URN.length())).isEmpty()) {
            findings.addAt(ErrorCode.INVALID_IDENTIFIER, "endpoint", "HSA-id");
        }
        if (Fhir.MUNICIPALITY_CODE.equals(object.path("url").asText())
                && !MUNICIPALITY.matcher(object.path("valueCode").asText()).matches()) {
            findings.addAt(ErrorCode.UNKNOWN_CODE, "valueCode", "four digits");
        }
        if ("MessageHeader".equals(property) && !isUuid(object.path("id").asText())) {
            findings.addAt(ErrorCode.INVALID_IDENTIFIER, "id", "UUID");
        }
        if ("Patient".equals(property) && object.path("identifier").path(0).isObject()) {
            checkFirst(object.path("identifier").path(0), findings);
        }
    }

    /** The hub knows a person by the first identifier (see the model), so that one must be a person number. */
    private static void checkFirst(JsonNode first, Findings findings) {
        if (PersonIdKind.findByFhirSystem(first.path("system").asText()).isEmpty()) {
            findings.addAt(ErrorCode.INVALID_IDENTIFIER, "identifier[0].system", "system of a person identifier");
        }
    }

    private void checkIdentifier(String system, String value, Findings findings) {
        Optional<PersonId> person = PersonId.findByFhirSystem(system, value);
        if (person.isPresent()) {
            checkPerson(person.get(), findings);
        } else if (HsaId.FHIR_SYSTEM.equals(system)) {
            require(HsaId.find(value).isPresent(), "HSA-id", findings);
        } else if (OrganisationNumber.FHIR_SYSTEM.equals(system)) {
            require(OrganisationNumber.isValid(value), "organisationsnummer", findings);
        } else if (Fhir.EPISODE_IDENTIFIER.equals(system)) {
            require(isUuid(value), "UUID", findings);
        }
    }

    private void checkPerson(PersonId person, Findings findings) {
        if (!person.isUsable()) {
            findings.addAt(ErrorCode.INVALID_IDENTIFIER, "value", person.kind().code());
        } else {
            policy.findRefusal(person, "")
                    .ifPresent(refusal -> findings.addAt(refusal.code(), "value", refusal.detail()));
        }
    }

    private static void require(boolean right, String what, Findings findings) {
        if (!right) {
            findings.addAt(ErrorCode.INVALID_IDENTIFIER, "value", what);
        }
    }

    private static boolean isUuid(String text) {
        return UUID_FORM.matcher(text).matches();
    }
}
