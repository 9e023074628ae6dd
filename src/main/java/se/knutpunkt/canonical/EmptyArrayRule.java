package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;

/** An array that is there holds something (FHIR R4, JSON representation); parsers drop an empty one without a word. */
final class EmptyArrayRule implements ObjectRule {

    @Override
    public void check(String property, JsonNode object, Findings findings) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isArray() && field.getValue().isEmpty() && Findings.isElementName(field.getKey())) {
                findings.addAt(ErrorCode.WRONG_TYPE, field.getKey(), "array");
            }
        }
    }
}
