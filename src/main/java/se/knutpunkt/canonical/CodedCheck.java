package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Checks a Coding, or a CodeableConcept of which one coding must fit, against a required binding.
 *
 * @param inner the check of the type itself
 * @param binding the codes allowed
 */
record CodedCheck(Check inner, PrimitiveCheck.Binding binding) implements Check {

    @Override
    public void check(JsonNode value, Findings findings) {
        inner.check(value, findings);
        if (!value.isObject()) {
            return;
        }
        JsonNode codings = value.path("coding");
        if (codings.isArray()) {
            for (JsonNode coding : codings) {
                if (binding.allows(coding)) {
                    return;
                }
            }
            findings.addAt(binding.error(), "coding", binding.name());
        } else if (!binding.allows(value)) {
            findings.add(binding.error(), binding.name());
        }
    }
}
