package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import se.knutpunkt.message.PersonIdKind;

/** Writes the patient of a plain event as a Patient of the Swedish base profile. */
final class FhirPatientWriter {

    /** folkbokföringsadress, SNOMED CT SE. */
    private static final String REGISTERED_ADDRESS = "63381000052101";

    ObjectNode write(JsonNode person, String id) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode();
        patient.put("resourceType", "Patient").put("id", id);
        if (person.has("protection")) {
            patient.putObject("meta")
                    .putArray("security")
                    .addObject()
                    .put("system", FhirNames.SECURITY_LABEL)
                    .put("code", person.path("protection").asText());
        }
        String kind = person.at("/id/kind").asText();
        patient.putArray("identifier")
                .addObject()
                .put(
                        "system",
                        PersonIdKind.findByCode(kind)
                                .map(PersonIdKind::fhirSystem)
                                .orElse(kind))
                .put("value", person.at("/id/value").asText());
        if (person.has("name")) {
            ObjectNode name = patient.putArray("name").addObject();
            name.set("family", person.at("/name/family"));
            name.set("given", person.at("/name/given"));
        }
        if (person.has("phone")) {
            patient.putArray("telecom").addObject().put("system", "phone").set("value", person.path("phone"));
        }
        if (person.has("gender")) {
            patient.set("gender", person.path("gender"));
        }
        if (person.has("birthDate")) {
            patient.set("birthDate", person.path("birthDate"));
        }
        if (person.has("deceasedAt")) {
            patient.set("deceasedDateTime", person.path("deceasedAt"));
        }
        if (person.has("address")) {
            address(patient.putArray("address").addObject(), person.path("address"));
        }
        return patient;
    }

    private static void address(ObjectNode written, JsonNode address) {
        ArrayNode extensions = written.putArray("extension");
        ObjectNode type = FhirMessageWriter.extension(extensions, FhirNames.ADDRESS_TYPE);
        FhirMessageWriter.coding(type.putObject("valueCodeableConcept"), "http://snomed.info/sct", REGISTERED_ADDRESS);
        if (address.has("municipalityCode")) {
            FhirMessageWriter.extension(extensions, FhirNames.MUNICIPALITY_CODE)
                    .set("valueCode", address.path("municipalityCode"));
        }
        written.set("line", address.path("line"));
        if (address.has("city")) {
            written.set("city", address.path("city"));
            written.set("postalCode", address.path("postalCode"));
        }
    }
}
