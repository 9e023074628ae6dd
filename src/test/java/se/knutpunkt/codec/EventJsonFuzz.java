package se.knutpunkt.codec;

import java.util.List;
import se.knutpunkt.fuzz.Seeds;

/** Fuzz target: the plain JSON events. */
public final class EventJsonFuzz {

    private EventJsonFuzz() {}

    public static List<byte[]> seeds() {
        return Seeds.files("(canonical|hostile|examples|robustness).*\\.json$");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        CodecFuzz.readAndWrite(Format.EVENT_JSON, data);
    }
}
