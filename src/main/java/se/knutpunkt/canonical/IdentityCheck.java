package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.Refusal;

/** Keeps test persons and real persons apart: every identifier of the patient must be one that this hub takes. */
public final class IdentityCheck {

    private IdentityCheck() {}

    /** What the sender must mend; empty when nothing. */
    public static List<Refusal> check(CanonicalMessage message, IdentityPolicy policy) {
        List<Refusal> refusals = new ArrayList<>();
        int number = 0;
        for (JsonNode identifier : message.patient().path("identifier")) {
            String place = "Patient.identifier[" + number++ + "]";
            PersonId.findByFhirSystem(
                            identifier.path("system").asText(),
                            identifier.path("value").asText())
                    .filter(PersonId::isUsable)
                    .flatMap(id -> policy.findRefusal(id, place))
                    .ifPresent(refusals::add);
        }
        return refusals;
    }
}
