package se.knutpunkt.codec;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.MissingResourceException;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Reads an XML text once with a reader that knows no DTD and no entity, and refuses what must never reach a binding parser: DOCTYPE,
 * too deep nesting, foreign namespaces, another charset than UTF-8.
 */
final class XmlScan {

    private static final String FHIR = "http://hl7.org/fhir";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final XMLInputFactory FACTORY = factory();

    private XmlScan() {}

    static void require(String xml, int maxDepth) {
        XMLStreamReader reader = null;
        try {
            reader = FACTORY.createXMLStreamReader(new StringReader(xml));
            scan(reader, maxDepth);
        } catch (XMLStreamException malformed) {
            var at = malformed.getLocation();
            String place = at == null ? "" : "line " + at.getLineNumber() + " column " + at.getColumnNumber();
            throw new HubException(ErrorCode.UNREADABLE, place, "not well-formed XML");
        } catch (MissingResourceException withoutText) {
            // the JDK's reader lacks the text of some of its own errors, such as InvalidCharInDTD
            throw new HubException(ErrorCode.UNREADABLE, "", "not well-formed XML");
        }
    }

    private static void scan(XMLStreamReader reader, int maxDepth) throws XMLStreamException {
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw refused(reader, ErrorCode.WRONG_CHARSET, "FHIR XML is UTF-8");
        }
        Deque<String> namespaces = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD ->
                    throw refused(reader, ErrorCode.ENTITIES_FORBIDDEN, "DOCTYPE is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused(reader, ErrorCode.ENTITIES_FORBIDDEN, "entities are not allowed");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (namespaces.size() >= maxDepth) {
                        throw refused(reader, ErrorCode.TOO_DEEP, "at most " + maxDepth + " levels");
                    }
                    namespaces.push(requireNamespace(reader, namespaces.peek()));
                }
                case XMLStreamConstants.END_ELEMENT -> namespaces.pop();
                default -> {
                    // text, comments and processing instructions are the binding parser's
                }
            }
        }
    }

    private static String requireNamespace(XMLStreamReader reader, String parent) {
        String namespace = String.valueOf(reader.getNamespaceURI());
        boolean fhir = FHIR.equals(namespace) && !XHTML.equals(parent);
        boolean narrative = XHTML.equals(namespace) && parent != null;
        if (!fhir && !narrative) {
            throw refused(reader, ErrorCode.UNREADABLE, "the namespace must be " + FHIR);
        }
        return namespace;
    }

    private static HubException refused(XMLStreamReader reader, ErrorCode code, String detail) {
        var at = reader.getLocation();
        return new HubException(code, "line " + at.getLineNumber() + " column " + at.getColumnNumber(), detail);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }
}
