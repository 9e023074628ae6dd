package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;

/** A reference leads to a resource of the same Bundle; the hub fetches nothing. */
record ReferenceRule(Set<String> fullUrls) implements ObjectRule {

    @Override
    public void check(String property, JsonNode object, Findings findings) {
        JsonNode reference = object.path("reference");
        if (reference.isTextual() && !resolves(reference.textValue())) {
            findings.addAt(ErrorCode.UNRESOLVED_REFERENCE, "reference", "fullUrl of an entry");
        }
    }

    /** Directly, or relative to the server that the entries' URLs name. */
    private boolean resolves(String reference) {
        return fullUrls.contains(reference)
                || reference.matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}")
                        && fullUrls.stream().anyMatch(url -> url.endsWith("/" + reference));
    }
}
