package se.knutpunkt.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.DemoCertificates;
import se.knutpunkt.security.ServerTls;

/**
 * What the hub shows to the simulated systems: for every name of {@code adapters/credentials.yaml} a token made for this run, or
 * the hub's own demonstration certificate.
 */
final class DemoCredentials {

    private static final String FILE = "adapters/credentials.yaml";

    private DemoCredentials() {}

    /** Settings by name, {@code hub.credentials.<name>.*}. */
    static Map<String, Object> settings(Path configuration, Path data, Clock clock) {
        ServerTls own = new DemoCertificates(data, clock).prepareServer();
        Map<String, Object> settings = new HashMap<>();
        for (JsonNode credential : read(configuration).path("credentials")) {
            String prefix = "hub.credentials." + credential.path("name").asText();
            if ("client-certificate".equals(credential.path("kind").asText())) {
                settings.put(prefix + ".keystore", own.keystore().toString());
                settings.put(prefix + ".keystore-password", own.keystorePassword());
            } else {
                settings.put(prefix + ".bearer", token());
            }
        }
        return settings;
    }

    private static JsonNode read(Path configuration) {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(configuration.resolve(FILE).toFile());
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.CONFIGURATION_DEFECT, FILE, "", unreadable);
        }
    }

    private static String token() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
