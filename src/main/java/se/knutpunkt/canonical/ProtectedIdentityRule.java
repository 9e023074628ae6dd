package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import se.knutpunkt.message.ErrorCode;

/**
 * Protected identity is said where the hub looks for it, and nothing in the message contradicts it. Labels that nobody knows count
 * as protected and are not refused.
 */
record ProtectedIdentityRule(JsonNode bundle) {

    private static final String PLACEHOLDER = "Skyddad uppgift";
    private static final String REGISTERED_ADDRESS = "63381000052101";

    void check(JsonNode patient, Findings findings) {
        boolean labelled = hasLabel(patient, "");
        boolean elsewhere = hasLabel(bundle, "");
        for (JsonNode entry : bundle.path("entry")) {
            elsewhere |= hasLabel(entry.path("resource"), "");
        }
        if (!labelled && (elsewhere || hasPlaceholder(patient))) {
            findings.addAt(ErrorCode.REQUIRED_MISSING, "meta.security", "label of protected identity");
        }
        // a person with skyddad folkbokföring has no address that could be told (folkbokföringslagen 16 §)
        if (hasLabel(patient, "skyddadFolkbokforing")) {
            int index = 0;
            for (JsonNode address : patient.path("address")) {
                if (isRegistered(address)
                        && (address.has("line") || address.has("text") || address.has("postalCode"))) {
                    findings.addAt(ErrorCode.CARDINALITY, "address[" + index + "]", "none with skyddadFolkbokforing");
                }
                index++;
            }
        }
    }

    /** @param code the code, or empty for any label of the Swedish system */
    private static boolean hasLabel(JsonNode resource, String code) {
        for (JsonNode label : resource.path("meta").path("security")) {
            if (Fhir.SECURITY_LABEL.equals(label.path("system").asText())
                    && (code.isEmpty() || code.equals(label.path("code").asText()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPlaceholder(JsonNode patient) {
        for (JsonNode name : patient.path("name")) {
            if (PLACEHOLDER.equalsIgnoreCase(name.path("family").asText())
                    || PLACEHOLDER.equalsIgnoreCase(name.path("text").asText())
                    || PLACEHOLDER.equalsIgnoreCase(name.path("given").path(0).asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRegistered(JsonNode address) {
        for (JsonNode coding : CanonicalMessage.extension(address, Fhir.ADDRESS_TYPE)
                .path("valueCodeableConcept")
                .path("coding")) {
            if (REGISTERED_ADDRESS.equals(coding.path("code").asText())) {
                return true;
            }
        }
        return false;
    }
}
