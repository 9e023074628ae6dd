package se.knutpunkt.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * JSON bytes to a tree and back, strictly: UTF-8 only, no key twice, bounded depth, exact numbers, one object and nothing after it.
 * Built on Jackson's token stream so that every refusal knows its JSON pointer.
 */
final class JsonTree {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxNumberLength(1000)
                    .maxNameLength(1000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final ObjectMapper WRITER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .build();

    private final JsonParser parser;
    private final int maxDepth;
    private final Deque<Object> path = new ArrayDeque<>();

    private JsonTree(JsonParser parser, int maxDepth) {
        this.parser = parser;
        this.maxDepth = maxDepth;
    }

    static ObjectNode read(byte[] bytes, ReadLimits limits) {
        StrictText.requireSize(bytes, limits);
        return parse(StrictText.decode(bytes, StandardCharsets.UTF_8), limits.maxDepth());
    }

    /** The tree of {@code text}, which must be one object. */
    static ObjectNode parse(String text, int maxDepth) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonTree(parser, maxDepth).root();
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.UNREADABLE, "", "not JSON");
        }
    }

    static byte[] write(JsonNode tree) {
        try {
            return WRITER.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new HubException(ErrorCode.INTERNAL, "codec", "a tree could not be written", impossible);
        }
    }

    private ObjectNode root() {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused(ErrorCode.UNREADABLE, "the message must be one JSON object");
            }
            ObjectNode root = object();
            if (parser.nextToken() != null) {
                throw refused(ErrorCode.UNREADABLE, "nothing may follow the object");
            }
            return root;
        } catch (StreamConstraintsException limit) {
            throw refused(ErrorCode.TOO_DEEP, "a number, name or nesting is beyond the limit");
        } catch (IOException malformed) {
            // the parser's own text would quote the message
            throw refused(ErrorCode.UNREADABLE, "not JSON");
        }
    }

    private ObjectNode object() throws IOException {
        requireDepth();
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            path.addLast(name);
            requireWellFormed(name);
            if (object.has(name)) {
                throw refused(ErrorCode.DUPLICATE_KEY, "");
            }
            parser.nextToken();
            object.set(name, value());
            path.removeLast();
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        requireDepth();
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.addLast(array.size());
            array.add(value());
            path.removeLast();
        }
        return array;
    }

    private JsonNode value() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw refused(ErrorCode.UNREADABLE, "the message ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(requireWellFormed(parser.getText()));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw refused(ErrorCode.UNREADABLE, "not JSON");
        };
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private String requireWellFormed(String text) {
        if (!StrictText.isWellFormed(text)) {
            throw refused(ErrorCode.WRONG_CHARSET, "a NUL or half a surrogate pair is not allowed");
        }
        return text;
    }

    private void requireDepth() {
        if (path.size() >= maxDepth) {
            throw refused(ErrorCode.TOO_DEEP, "at most " + maxDepth + " levels");
        }
    }

    private HubException refused(ErrorCode code, String detail) {
        var at = parser.currentLocation();
        String where = "line " + at.getLineNr() + " column " + at.getColumnNr();
        return new HubException(code, path.isEmpty() ? where : pointer() + " (" + where + ")", detail);
    }

    /** The JSON pointer; a name that is no plain word could hold anything, also personal data, and shows as a question mark. */
    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        Iterator<Object> steps = path.iterator();
        for (int i = 0; steps.hasNext() && i < 12; i++) {
            Object step = steps.next();
            pointer.append('/')
                    .append(
                            step instanceof Integer
                                            || PLAIN_NAME.matcher((String) step).matches()
                                    ? step
                                    : "?");
        }
        return steps.hasNext() ? pointer.append("/…").toString() : pointer.toString();
    }
}
