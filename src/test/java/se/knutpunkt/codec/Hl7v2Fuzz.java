package se.knutpunkt.codec;

import java.util.List;
import se.knutpunkt.fuzz.Seeds;

/** Fuzz target: HL7 v2 in ER7. */
public final class Hl7v2Fuzz {

    private Hl7v2Fuzz() {}

    public static List<byte[]> seeds() {
        return Seeds.files("(hl7v2|hostile|bad-input|ipf).*\\.hl7$");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        CodecFuzz.readAndWrite(Format.HL7_V2, data);
    }
}
