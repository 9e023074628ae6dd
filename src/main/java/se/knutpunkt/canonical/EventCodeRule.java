package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import se.knutpunkt.message.ErrorCode;

/** A message names its event by a code: a Coding without one passes every binding, and leads nowhere here. */
final class EventCodeRule implements ObjectRule {

    @Override
    public void check(String property, JsonNode object, Findings findings) {
        if (property.equals("eventCoding") && !object.path("code").isTextual()) {
            findings.add(ErrorCode.UNKNOWN_EVENT, "event");
        }
    }
}
