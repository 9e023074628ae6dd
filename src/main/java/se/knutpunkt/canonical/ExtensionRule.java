package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;

/** Extensions the hub does not carry are refused, not lost (decision record 0003); modifier extensions always are. */
record ExtensionRule(Set<String> known) implements ObjectRule {

    @Override
    public void check(String property, JsonNode object, Findings findings) {
        if (object.has("modifierExtension")) {
            findings.addAt(ErrorCode.UNKNOWN_ELEMENT, "modifierExtension", "");
        }
        String url = object.path("url").asText();
        // a part of a complex extension has a bare name, which its definition holds
        if ("extension".equals(property) && url.contains(":") && !known.contains(url)) {
            findings.add(ErrorCode.UNKNOWN_ELEMENT, "");
        }
    }
}
