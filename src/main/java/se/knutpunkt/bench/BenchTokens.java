package se.knutpunkt.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.security.BearerTokens;

/** Bearer tokens made for one run: the senders keep them, the hub gets a file of their hashes. */
final class BenchTokens {

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> bySystem = new TreeMap<>();

    /** The system's token; made when it is first asked for. */
    String get(String systemId) {
        return bySystem.computeIfAbsent(systemId, id -> create());
    }

    String create() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Writes the hashes of all tokens there are. */
    void write(Path file) {
        ObjectNode hashes = new ObjectMapper().createObjectNode();
        ArrayNode tokens = hashes.putArray("tokens");
        bySystem.forEach(
                (system, token) -> tokens.addObject().put("system", system).put("sha256", BearerTokens.hash(token)));
        BenchFolder.write(file, hashes.toString());
    }
}
