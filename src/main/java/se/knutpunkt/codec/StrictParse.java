package se.knutpunkt.codec;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;

/** Makes HAPI's parsers refuse everything they would else pass over, and say where without saying what stood there. */
final class StrictParse implements IParserErrorHandler {

    private static final String MARK = "knutpunkt:";

    @Override
    public void containedResourceWithNoId(IParseLocation location) {
        throw refused("contained", "a contained resource needs an id");
    }

    @Override
    public void incorrectJsonType(
            IParseLocation location,
            String elementName,
            ValueType expected,
            ScalarType expectedScalar,
            ValueType found,
            ScalarType foundScalar) {
        throw refused(elementName, "wrong JSON type");
    }

    @Override
    public void invalidValue(IParseLocation location, String value, String error) {
        throw refused(parent(location), "invalid value");
    }

    @Override
    public void missingRequiredElement(IParseLocation location, String elementName) {
        // presence is for the checks, which name every missing element at once
    }

    @Override
    public void unexpectedRepeatingElement(IParseLocation location, String elementName) {
        throw refused(elementName, "may not repeat");
    }

    @Override
    public void unknownAttribute(IParseLocation location, String attributeName) {
        // xsi:schemaLocation is allowed by FHIR and never followed
        if (!"schemaLocation".equals(attributeName)) {
            throw refused(parent(location), "unknown attribute");
        }
    }

    @Override
    public void unknownElement(IParseLocation location, String elementName) {
        throw refused(parent(location), "unknown element");
    }

    @Override
    public void unknownReference(IParseLocation location, String reference) {
        // references are for the checks
    }

    @Override
    public void extensionContainsValueAndNestedExtensions(IParseLocation location) {
        throw refused(parent(location), "an extension has either a value or extensions");
    }

    @Override
    public void invalidInternalReference(IParseLocation location, String reference) {
        // references are for the checks
    }

    /** The element of a refusal made here, or empty for one of HAPI's own. */
    static String place(Throwable refusal) {
        String[] parts = parts(refusal);
        return parts.length == 3 ? parts[1] : "";
    }

    static String detail(Throwable refusal) {
        String[] parts = parts(refusal);
        return parts.length == 3 ? parts[2] : "not FHIR R4";
    }

    private static String[] parts(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            int mark = text.indexOf(MARK);
            if (mark >= 0) {
                return text.substring(mark).split(":", 3);
            }
        }
        return new String[0];
    }

    private static String parent(IParseLocation location) {
        String name = location == null ? null : location.getParentElementName();
        return name == null ? "" : name;
    }

    private static DataFormatException refused(String element, String detail) {
        String safe = element != null && element.matches("[A-Za-z0-9_.\\[\\]-]{1,100}") ? element : "";
        return new DataFormatException(MARK + safe + ":" + detail);
    }
}
