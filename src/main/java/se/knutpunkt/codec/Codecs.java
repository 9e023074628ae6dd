package se.knutpunkt.codec;

import java.util.EnumMap;
import java.util.Map;

/** The codec of each format; one of each is enough for the whole program. */
public final class Codecs {

    private static final Map<Format, Codec> BY_FORMAT = new EnumMap<>(Format.class);

    static {
        BY_FORMAT.put(Format.FHIR_JSON, new FhirJsonCodec());
        BY_FORMAT.put(Format.FHIR_XML, new FhirXmlCodec());
        BY_FORMAT.put(Format.HL7_V2, new Hl7v2Codec());
        BY_FORMAT.put(Format.EVENT_JSON, new EventJsonCodec());
    }

    private Codecs() {}

    public static Codec get(Format format) {
        return BY_FORMAT.get(format);
    }
}
