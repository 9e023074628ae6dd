package se.knutpunkt.console.mend;

import java.util.List;
import java.util.UUID;
import se.knutpunkt.console.Cursor;
import se.knutpunkt.console.Paged;
import se.knutpunkt.ledger.ReplayItem;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.operate.replay.Replays;

/** Paging of replays, the same in page and API. */
final class ReplayLists {

    private final Replays replays;

    ReplayLists(Replays replays) {
        this.replays = replays;
    }

    Paged<ReplayJob> list(String cursor, Integer limit) {
        int size = Paged.limit(limit);
        int offset = Math.max(0, Cursor.read(cursor, Integer::valueOf, 0));
        List<ReplayJob> found = replays.list(offset, size + 1);
        return Paged.of(found, size, last -> Integer.toString(offset + size));
    }

    Paged<ReplayItem> items(UUID id, ReplayItem.State state, String cursor, Integer limit) {
        int size = Paged.limit(limit);
        return Paged.of(
                replays.listItems(id, state, Cursor.read(cursor, Integer::valueOf, 0), size + 1),
                size,
                item -> Integer.toString(item.number()));
    }
}
