package se.knutpunkt.codec;

import java.util.List;
import se.knutpunkt.fuzz.Seeds;

/** Fuzz target: FHIR in XML. */
public final class FhirXmlFuzz {

    private FhirXmlFuzz() {}

    public static List<byte[]> seeds() {
        return Seeds.files("(fhir|hostile|bad-input|own/).*\\.xml$");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        CodecFuzz.readAndWrite(Format.FHIR_XML, data);
    }
}
