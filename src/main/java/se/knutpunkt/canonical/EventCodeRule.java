package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import se.knutpunkt.message.ErrorCode;

/** A message names its event by a system and a code: a Coding without one of them passes HAPI's bindings, and leads nowhere here. */
final class EventCodeRule implements ObjectRule {

    @Override
    public void check(String property, JsonNode object, Findings findings) {
        if (property.equals("eventCoding")
                && !(object.path("system").isTextual() && object.path("code").isTextual())) {
            findings.add(ErrorCode.UNKNOWN_EVENT, "event");
        }
    }
}
