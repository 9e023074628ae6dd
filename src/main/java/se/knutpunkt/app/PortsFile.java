package se.knutpunkt.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** {@code data/ports.json}: the ports that were chosen, written whole so that a reader never sees half of it. */
final class PortsFile {

    private final Path file;
    private final ObjectMapper mapper = new ObjectMapper();

    PortsFile(Path dataDirectory) {
        this.file = dataDirectory.resolve("ports.json");
    }

    void write(Map<String, Integer> ports) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "ports", ".tmp");
            Files.write(draft, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(ports));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new HubException(ErrorCode.SETTING_INVALID, "HUB_DATA", "cannot write ports.json", failure);
        }
    }
}
