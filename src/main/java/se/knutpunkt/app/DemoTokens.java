package se.knutpunkt.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.DemoCertificates;

/** The bearer tokens of {@code data/demo-credentials.json}, by system id. */
final class DemoTokens {

    private DemoTokens() {}

    static Map<String, String> read(Path data) {
        Map<String, String> tokens = new HashMap<>();
        try {
            JsonNode file = new ObjectMapper()
                    .readTree(data.resolve(DemoCertificates.CREDENTIALS).toFile());
            file.path("systems")
                    .forEach(system -> tokens.put(
                            system.path("id").asText(), system.path("token").asText()));
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.data", DemoCertificates.CREDENTIALS, unreadable);
        }
        return tokens;
    }
}
