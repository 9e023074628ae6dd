package se.knutpunkt.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.HubException;

/** What was sent, with its content, for trying drafts on it and for making cases of it. Reads only; whoever looks is logged before. */
public final class SentMessages {
    private final Database database;
    private final Claims claims;
    private final Payloads payloads;

    SentMessages(Database database, Payloads payloads) {
        this.database = database;
        this.payloads = payloads;
        this.claims = new Claims(database, payloads, null);
    }

    /** The last deliveries of messages to these systems, newest first; those whose content is no longer kept are left out. */
    public List<Claim> listLast(Collection<String> systemIds, int limit) {
        List<Claims.Found> found = database.read(() -> database.sql("SELECT " + Claims.COLUMNS
                        + " FROM (SELECT * FROM delivery WHERE receiver_system = ANY (?) AND kind = 'MESSAGE'"
                        + " ORDER BY id DESC LIMIT ?) d" + Claims.JOINS + " ORDER BY d.id DESC")
                .param(1, systemIds.toArray(String[]::new))
                .param(2, limit)
                .query((row, n) -> Claims.read(row))
                .list());
        List<Claim> opened = new ArrayList<>();
        for (Claims.Found one : found) {
            try {
                opened.add(claims.open(one));
            } catch (HubException gone) {
                if (gone.code().retry() == se.knutpunkt.message.Retry.LATER) {
                    throw gone;
                }
            }
        }
        return opened;
    }

    /** The canonical content of a message; empty when it is not kept. */
    public Optional<byte[]> findContent(UUID hubId) {
        record Body(int keyId, byte[] sealed) {}
        return database.read(() -> database.sql("SELECT key_id, body FROM payload WHERE hub_id = ?")
                        .param(hubId)
                        .query((row, n) -> new Body(row.getInt(1), row.getBytes(2)))
                        .optional())
                .map(body -> payloads.open(hubId, body.keyId(), body.sealed()));
    }
}
