package se.knutpunkt.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.TreeSet;
import se.knutpunkt.codec.Format;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Hash of what a message says: the source tree with its keys in one order, without the ids and times of the transmission. Two
 * transmissions of one message have the same, and so do JSON and XML of one FHIR message.
 */
final class ContentHash {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyedHasher hasher;

    ContentHash(KeyedHasher hasher) {
        this.hasher = hasher;
    }

    String of(Format format, JsonNode tree) {
        return hasher.hashContent(content(format, tree));
    }

    /** What is hashed. */
    static byte[] content(Format format, JsonNode tree) {
        JsonNode content = tree.deepCopy();
        for (JsonPointer pointer : SourceFields.of(format).changing()) {
            JsonNode owner = content.at(pointer.head());
            if (owner instanceof ObjectNode object) {
                object.remove(pointer.last().getMatchingProperty());
            }
        }
        return canonical(content);
    }

    /** Of bytes that could not be read. */
    String ofUnread(byte[] bytes) {
        return hasher.hashContent(bytes);
    }

    private static byte[] canonical(JsonNode tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.getFactory().createGenerator(bytes)) {
            write(tree, generator);
        } catch (IOException impossible) {
            throw new HubException(ErrorCode.INTERNAL, "content hash", "", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonNode node, JsonGenerator generator) throws IOException {
        if (node.isObject()) {
            generator.writeStartObject();
            for (String name : sorted(node)) {
                generator.writeFieldName(name);
                write(node.get(name), generator);
            }
            generator.writeEndObject();
        } else if (node.isArray()) {
            generator.writeStartArray();
            for (JsonNode item : node) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else {
            JSON.writeTree(generator, node);
        }
    }

    private static Collection<String> sorted(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
