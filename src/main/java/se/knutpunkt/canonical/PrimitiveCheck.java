package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;

/**
 * Checks a primitive value: kind, pattern, fixed value and required binding.
 *
 * @param primitive the type
 * @param fixed the only value allowed; empty for any
 * @param binding the codes of a required binding
 */
record PrimitiveCheck(Primitive primitive, String fixed, Binding binding) implements Check {

    @Override
    public void check(JsonNode value, Findings findings) {
        if (!primitive.matches(value)) {
            findings.add(primitive.error(value), primitive.type());
        } else if (!fixed.isEmpty() && !fixed.equals(value.asText())) {
            findings.add(ErrorCode.FIXED_VALUE, fixed);
        } else if (!binding.allowsCode(value.asText())) {
            findings.add(binding.error(), binding.name());
        }
    }

    /**
     * The codes of a required binding.
     *
     * @param valueSet canonical URL of the value set; empty for no binding
     * @param codes the codes alone
     * @param systemCodes {@code system|code}
     */
    record Binding(String valueSet, Set<String> codes, Set<String> systemCodes) {

        static final Binding NONE = new Binding("", Set.of(), Set.of());

        boolean isNone() {
            return valueSet.isEmpty();
        }

        boolean allowsCode(String code) {
            return isNone() || codes.contains(code);
        }

        boolean allows(JsonNode coding) {
            return systemCodes.contains(
                    coding.path("system").asText() + "|" + coding.path("code").asText());
        }

        /** An event that is not in the catalogue has an error of its own. */
        ErrorCode error() {
            return valueSet.equals(Fhir.EVENT_VALUE_SET) ? ErrorCode.UNKNOWN_EVENT : ErrorCode.UNKNOWN_CODE;
        }

        String name() {
            return valueSet.substring(valueSet.lastIndexOf('/') + 1);
        }
    }
}
