package se.knutpunkt.codec;

import java.util.List;
import se.knutpunkt.fuzz.Seeds;

/** Fuzz target: FHIR in JSON. */
public final class FhirJsonFuzz {

    private FhirJsonFuzz() {}

    public static List<byte[]> seeds() {
        return Seeds.files("(fhir|bad-input|robustness).*\\.json$");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        CodecFuzz.readAndWrite(Format.FHIR_JSON, data);
    }
}
