package se.knutpunkt.reconcile;

import java.util.List;
import se.knutpunkt.fuzz.Seeds;

/** Fuzz target: a party's list in CSV. */
public final class PartyListCsvFuzz {

    private PartyListCsvFuzz() {}

    public static List<byte[]> seeds() {
        return Seeds.texts(
                PartyListFuzz.CSV,
                "\uFEFFid;time;state\r\n\"a;1\";2026-10-25T02:30:00+01:00;accepted\r\n;;\r\n",
                "id,hash\r\n\"a\"\"b\",0123456789abcdef0123456789abcdef\r\nc\r\n",
                "name\r\nx");
    }

    public static void fuzzerTestOneInput(byte[] data) {
        PartyListFuzz.readAndWrite(data, false);
    }
}
