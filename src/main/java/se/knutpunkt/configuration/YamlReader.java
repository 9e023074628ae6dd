package se.knutpunkt.configuration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one YAML document to a tree with its line numbers. Duplicate keys, anchors, aliases, tags, a second document, bytes that are
 * not UTF-8 and deep nesting are defects; a value is never guessed.
 */
public final class YamlReader {

    private static final int MAX_DEPTH = 64;

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(Candidate.MAX_FILE_BYTES)
                    .build())
            .build();

    private final String file;
    private final List<Defect> defects;
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlReader(String file, List<Defect> defects) {
        this.file = file;
        this.defects = defects;
    }

    /** The document in {@code bytes}, or empty when it has a defect, which is added to {@code defects}. */
    public static Optional<YamlDocument> read(String file, byte[] bytes, List<Defect> defects) {
        return new YamlReader(file, defects).read(bytes);
    }

    private Optional<YamlDocument> read(byte[] bytes) {
        int before = defects.size();
        try (YAMLParser parser = FACTORY.createParser(text(bytes))) {
            if (parser.nextToken() == null) {
                add("", 1, "the file is empty", "write the document, or remove the file");
                return Optional.empty();
            }
            JsonNode root = readNode(parser, "");
            if (parser.nextToken() != null) {
                add("", line(parser), "a second document begins", "allowed: one document in a file");
            }
            return defects.size() == before ? Optional.of(new YamlDocument(file, root, lines)) : Optional.empty();
        } catch (CharacterCodingException e) {
            add("", 0, "the bytes are not UTF-8", "save the file as UTF-8");
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            add("", place == null ? 0 : place.getLineNr(), "not YAML: " + firstLine(e), "");
        } catch (IOException e) {
            add("", 0, "the file cannot be read", "");
        }
        return Optional.empty();
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private JsonNode readNode(YAMLParser parser, String pointer) throws IOException {
        lines.putIfAbsent(pointer, line(parser));
        refuseReferences(parser, pointer);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, pointer);
            case START_ARRAY -> readArray(parser, pointer);
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }

    private ObjectNode readObject(YAMLParser parser, String pointer) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String child = YamlDocument.child(pointer, key);
            int line = line(parser);
            if (object.has(key)) {
                add(child, line, "the key stands twice", "keep one; the first stands on line " + lines.get(child));
            } else {
                lines.put(child, line);
            }
            parser.nextToken();
            object.set(key, readNode(parser, child));
        }
        return object;
    }

    private ArrayNode readArray(YAMLParser parser, String pointer) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(readNode(parser, pointer + "/" + array.size()));
        }
        return array;
    }

    /** Anchors are how a small file becomes a large tree, and tags how a value becomes another type than it looks. */
    private void refuseReferences(YAMLParser parser, String pointer) throws IOException {
        if (parser.isCurrentAlias()) {
            add(pointer, line(parser), "an alias (*) is used", "write the value out, or put it in a layer");
        } else if (parser.getObjectId() != null) {
            add(pointer, line(parser), "an anchor (&) is used", "remove it");
        }
        if (parser.getTypeId() != null) {
            add(pointer, line(parser), "a tag (!) is used", "remove it");
        }
    }

    private void add(String pointer, int line, String problem, String mend) {
        defects.add(new Defect(file, YamlDocument.pathOf(pointer), line, problem, mend));
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("unreadable");
    }
}
