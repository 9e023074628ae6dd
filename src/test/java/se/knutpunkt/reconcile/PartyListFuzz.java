package se.knutpunkt.reconcile;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What must hold of the reader of parties' lists whatever it is given. */
final class PartyListFuzz {

    static final String CSV = "id,delivery,hash,event,time,state,attempt\r\n"
            + "a-1,7f6f2c1e-3f64-4f0e-9a53-2b1f6a5d0001,0123456789abcdef0123456789abcdef,admission-notice,"
            + "2026-11-24T10:00:00+01:00,delivered,2\r\n";

    private static final int MOST_LINES = 200;

    private PartyListFuzz() {}

    /** Lines or problems within the bounds; and lines without problems are the same when they are written and read again. */
    static void readAndWrite(byte[] data, boolean json) {
        PartyList list;
        try {
            list = read(data, json);
        } catch (HubException refused) {
            require(refused.code() == ErrorCode.UNREADABLE, "refused as " + refused.code());
            return;
        }
        require(list.lines().size() <= MOST_LINES, "more lines than allowed");
        require(list.problems().size() <= ListChecker.MOST_PROBLEMS, "more problems than allowed");
        if (list.problems().isEmpty()) {
            byte[] written = ManifestCsv.writeLines(list.lines()).getBytes(StandardCharsets.UTF_8);
            PartyList again = read(written, false);
            require(again.problems().isEmpty(), "written by the hub it has problems: " + again.problems());
            require(said(again.lines()).equals(said(list.lines())), "read again it says something else");
        }
    }

    private static PartyList read(byte[] data, boolean json) {
        return new PartyListReader(MOST_LINES, 200_000).read(new ByteArrayInputStream(data), json);
    }

    /** Everything but where the line stood. */
    private static List<PartyLine> said(List<PartyLine> lines) {
        return lines.stream()
                .map(line -> new PartyLine(
                        0,
                        line.id(),
                        line.delivery(),
                        line.hash(),
                        line.event(),
                        line.time(),
                        line.state(),
                        line.attempt()))
                .toList();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
