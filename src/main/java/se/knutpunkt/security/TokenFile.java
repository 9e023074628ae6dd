package se.knutpunkt.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The file of token hashes, {@code {"tokens": [{"system": "…", "sha256": "…"}]}}; read again when it has changed, so that a token
 * is withdrawn without a restart. A file that becomes unreadable leaves the last good table in force.
 */
public final class TokenFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private volatile Loaded loaded = new Loaded(FileTime.fromMillis(0), BearerTokens.NONE);

    private record Loaded(FileTime changedAt, BearerTokens tokens) {}

    /** @param file null when no tokens are used */
    public TokenFile(Path file) {
        this.file = file;
    }

    /** The tokens in force. */
    public BearerTokens tokens() {
        if (file == null || !Files.exists(file)) {
            return BearerTokens.NONE;
        }
        Loaded now = loaded;
        try {
            FileTime changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(now.changedAt())) {
                now = new Loaded(changedAt, read());
                loaded = now;
            }
        } catch (JsonProcessingException | HubException halfWritten) {
            return now.tokens();
        } catch (IOException gone) {
            return now.tokens();
        }
        return now.tokens();
    }

    /** Fails with every reason why the file cannot be used; called at start. */
    public void require() {
        if (file == null) {
            return;
        }
        try {
            read();
        } catch (IOException unreadable) {
            throw new HubException(
                    ErrorCode.SETTING_INVALID, "hub.tokens", "a readable file of token hashes", unreadable);
        }
    }

    private BearerTokens read() throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (JsonNode token : JSON.readTree(Files.readAllBytes(file)).path("tokens")) {
            String hash = token.path("sha256").asText();
            if (!hash.matches("[0-9a-f]{64}") || token.path("system").asText().isEmpty()) {
                throw new HubException(ErrorCode.SETTING_INVALID, "hub.tokens", "system and sha256 of each token");
            }
            hashes.put(token.path("system").asText(), hash);
        }
        return new BearerTokens(hashes);
    }
}
