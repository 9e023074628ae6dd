package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * FHIR XML as the tree of its JSON form, as far as a simulated party looks at it: all values are strings but
 * booleans in extensions, and only the elements listed here are arrays. Not a codec: the hub's own is another.
 */
final class FhirXmlReader {

    private static final Set<String> REPEATING = Set.of("entry", "extension", "destination", "issue");

    private static final int DEEPEST = 40;

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    FhirXmlReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    Optional<ObjectNode> read(byte[] body) {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // prolog
            }
            ObjectNode root = resource(reader, 0);
            reader.close();
            return Optional.of(root);
        } catch (XMLStreamException unreadable) {
            return Optional.empty();
        }
    }

    private ObjectNode resource(XMLStreamReader reader, int depth) throws XMLStreamException {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("resourceType", reader.getLocalName());
        children(reader, resource, depth);
        return resource;
    }

    private void children(XMLStreamReader reader, ObjectNode parent, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            skip(reader);
            return;
        }
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                element(reader, parent, depth);
            }
        }
    }

    private void element(XMLStreamReader reader, ObjectNode parent, int depth) throws XMLStreamException {
        String name = reader.getLocalName();
        String value = reader.getAttributeValue(null, "value");
        if (value != null) {
            skip(reader);
            if (name.equals("valueBoolean")) {
                parent.put(name, Boolean.parseBoolean(value));
            } else {
                parent.put(name, value);
            }
            return;
        }
        ObjectNode child;
        if (name.equals("resource")) {
            reader.nextTag();
            child = resource(reader, depth + 1);
            reader.nextTag();
        } else {
            child = JsonNodeFactory.instance.objectNode();
            String url = reader.getAttributeValue(null, "url");
            if (url != null) {
                child.put("url", url);
            }
            children(reader, child, depth + 1);
        }
        // a resource has a list of identifiers, a reference has one
        if (REPEATING.contains(name) || name.equals("identifier") && parent.has("resourceType")) {
            parent.withArray("/" + name).add(child);
        } else {
            parent.set(name, child);
        }
    }

    private static void skip(XMLStreamReader reader) throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            int event = reader.next();
            open += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }
}
