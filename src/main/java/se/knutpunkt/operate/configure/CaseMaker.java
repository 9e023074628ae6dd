package se.knutpunkt.operate.configure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import se.knutpunkt.activation.Activator;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.MessageContents;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;

/** Makes a golden case of a message: its folder as a zip, with nothing of the person left in it. The look is logged, with the reason. */
public final class CaseMaker {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final MessageContents contents;
    private final ConfigurationInForce inForce;
    private final Activator activator;
    private final OperatorLog log;

    public CaseMaker(MessageContents contents, ConfigurationInForce inForce, Activator activator, OperatorLog log) {
        this.contents = contents;
        this.inForce = inForce;
        this.activator = activator;
        this.log = log;
    }

    /**
     * A case.
     *
     * @param name of its folder
     * @param files its files by name
     */
    public record MadeCase(String name, Map<String, String> files) {

        /** To be unpacked in the project's root. */
        public byte[] zip() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    ZipEntry entry = new ZipEntry(name + "/" + file.getKey());
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            } catch (IOException impossible) {
                throw new HubException(ErrorCode.INTERNAL, "case", "", impossible);
            }
            return bytes.toByteArray();
        }
    }

    /**
     * @param mapping id of a mapping from the canonical model
     * @param caseName the case's folder, lower-case letters, digits and hyphens
     */
    public MadeCase make(UUID hubId, String mapping, String caseName, String byWhom, String reason) {
        String why = Reason.require(reason);
        if (!caseName.matches("[a-z][a-z0-9-]{2,60}")) {
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER, "name", "lower-case letters, digits and hyphens, at least three");
        }
        boolean known = inForce.get().translator().listMappings().stream()
                .anyMatch(one -> one.id().equals(mapping) && mapping.startsWith("canonical-to-"));
        if (!known) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "mapping", "one from the canonical model");
        }
        log.record(byWhom, "case-made", "message " + hubId, why);
        ObjectNode input = DeIdentifier.deIdentify(contents.findContent(hubId)
                .map(MessageContents.Content::canonical)
                .map(CaseMaker::read)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "message", "")));
        Map<String, String> files = new TreeMap<>();
        files.put("input.json", write(input));
        files.put(
                "notes.md",
                "synthetic: made of a message for " + mapping + "; persons, ids, times and texts are replaced\n");
        activator.runCase(mapping, input).ifPresent(outcome -> files.put(outcome.fileName(), outcome.content()));
        return new MadeCase("test-data/mappings/" + mapping + "/" + caseName, files);
    }

    private static ObjectNode read(byte[] content) {
        try {
            return (ObjectNode) JSON.readTree(content);
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "");
        }
    }

    private static String write(ObjectNode tree) {
        try {
            return JSON.writeValueAsString(tree) + "\n";
        } catch (IOException impossible) {
            throw new HubException(ErrorCode.INTERNAL, "case", "", impossible);
        }
    }
}
