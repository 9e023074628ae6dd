package se.knutpunkt.reconcile;

import java.util.List;
import se.knutpunkt.fuzz.Seeds;

/** Fuzz target: a party's list in JSON. */
public final class PartyListJsonFuzz {

    private PartyListJsonFuzz() {}

    public static List<byte[]> seeds() {
        return Seeds.texts(
                "{\"entries\":[{\"id\":\"a-1\",\"hash\":\"0123456789abcdef0123456789abcdef\",\"event\":\"ADT^A01\","
                        + "\"time\":\"2026-11-24T10:00:00+01:00\",\"state\":\"accepted\",\"attempt\":2}]}",
                "{\"entries\":[{\"id\":\"a-1\",\"delivery\":null},{\"id\":7,\"other\":[{}]}]}",
                "{\"entries\":[]}",
                "[]");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        PartyListFuzz.readAndWrite(data, true);
    }
}
