package se.knutpunkt.fuzz;

import java.util.List;

/** A target with a fault that only a fuzzer finds that is led by what the code compares: proof that {@link FuzzIT} can fail. */
public final class PlantedFault {

    private PlantedFault() {}

    public static List<byte[]> seeds() {
        return Seeds.texts("MSH|");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 4 && data[0] == 'Z' && data[1] == 'F' && data[2] == 'E' && data[3] == '|') {
            throw new IllegalStateException("the planted fault");
        }
    }
}
