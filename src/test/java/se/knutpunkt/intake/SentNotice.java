package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** An admission notice that a hospital sends over the wire to the hub under test, to one unit. */
public final class SentNotice {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SentNotice() {}

    /** Returns its message id, once it is accepted. */
    public static UUID send(String unit, String role, String municipality) {
        try {
            ObjectNode notice =
                    (ObjectNode) JSON.readTree(BadInputCase.get("good").bytes());
            ((ObjectNode) notice.at("/receivers/0")).put("unit", unit).put("role", role);
            ((ObjectNode) notice.at("/patient/address")).put("municipalityCode", municipality);
            ((ObjectNode) notice.path("content")).putArray("needs").add(role);
            HttpCall call = HttpCall.post(
                    HttpCall.JSON, HubFixture.get().token("samsa"), "application/json", JSON.writeValueAsBytes(notice));
            if (call.status() != 200) {
                throw new AssertionError(call.body());
            }
            return UUID.fromString(notice.path("messageId").asText());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
