package se.knutpunkt.codec;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** FHIR XML; the tree is the FHIR JSON of the same resource. HAPI binds it, after {@link XmlScan} has let it through. */
public final class FhirXmlCodec implements Codec {

    @Override
    public Format format() {
        return Format.FHIR_XML;
    }

    @Override
    public JsonNode read(byte[] bytes, ReadLimits limits) {
        StrictText.requireSize(bytes, limits);
        String xml = StrictText.decode(bytes, StandardCharsets.UTF_8);
        XmlScan.require(xml, limits.maxDepth());
        String json;
        try {
            IBaseResource resource = parser(context().newXmlParser()).parseResource(xml);
            json = parser(context().newJsonParser()).encodeResourceToString(resource);
        } catch (DataFormatException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException unreadable) {
            // HAPI's text quotes the message and is left out
            throw new HubException(ErrorCode.UNREADABLE, StrictParse.place(unreadable), StrictParse.detail(unreadable));
        }
        return JsonTree.parse(json, limits.maxDepth() * 2);
    }

    @Override
    public byte[] write(JsonNode tree) {
        String json = new String(JsonTree.write(tree), StandardCharsets.UTF_8);
        try {
            IBaseResource resource = parser(context().newJsonParser()).parseResource(json);
            return parser(context().newXmlParser())
                    .encodeResourceToString(resource)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (DataFormatException notFhir) {
            throw new HubException(
                    ErrorCode.OUTBOUND_MAPPING_FAILED, StrictParse.place(notFhir), "the tree is not FHIR R4");
        }
    }

    private static FhirContext context() {
        return FhirContext.forR4Cached();
    }

    private static IParser parser(IParser parser) {
        parser.setParserErrorHandler(new StrictParse());
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        parser.setStripVersionsFromReferences(false);
        parser.setPrettyPrint(false);
        return parser;
    }
}
