package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.MessageState;

/**
 * Finds messages within a range of the hub's ids, newest first; reads only. Each question is planned with its values, as the plan
 * that serves one receiver of forty-nine does not serve all; it reads no table whole, uses one processor, so that the messages under
 * way keep the others, and ends after {@value #LONGEST_MILLIS} ms whatever it is.
 */
public final class MessageSearch {
    private static final int LONGEST_MILLIS = 5_000;
    private static final UUID LAST = new UUID(-1L, -1L);

    private final Database database;

    MessageSearch(Database database) {
        this.database = database;
    }

    /** The hub's ids of what is known by an id: the hub's, MessageHeader.id, or that of a delivery. */
    public Set<UUID> findByUuid(UUID id) {
        return new LinkedHashSet<>(database.read(() -> database.sql("SELECT hub_id FROM message WHERE hub_id = ?"
                        + " UNION SELECT hub_id FROM message WHERE message_id = ?"
                        + " UNION SELECT hub_id FROM delivery WHERE id = ?")
                .params(id, id, id)
                .query(UUID.class)
                .list()));
    }

    /** The hub's ids of what systems have sent under an id of their own that is no UUID, as long as the ledger remembers such ids. */
    public Set<UUID> findBySenderId(String senderMessageId, Collection<String> systemIds) {
        UUID[] keys = systemIds.stream()
                .map(system -> IdempotencyKeys.ofMessage(system, senderMessageId))
                .toArray(UUID[]::new);
        return new LinkedHashSet<>(
                database.read(() -> database.sql("SELECT hub_id FROM idempotency WHERE key = ANY (?)")
                        .param(1, keys)
                        .query(UUID.class)
                        .list()));
    }

    /** The episodes with a visit number, whoever assigned it. */
    public List<UUID> findEpisodes(String visitNumber, Collection<String> assigners) {
        return database.read(
                () -> database.sql("SELECT episode_id FROM episode_alias WHERE visit_number = ? AND assigner = ANY (?)")
                        .param(1, visitNumber)
                        .param(2, assigners.toArray(String[]::new))
                        .query(UUID.class)
                        .list());
    }

    /** Least hub id there is. */
    public Optional<UUID> findOldest() {
        return database.read(() -> database.sql("SELECT hub_id FROM message ORDER BY hub_id LIMIT 1")
                .query(UUID.class)
                .optional());
    }

    /** Greatest hub id there is. */
    public Optional<UUID> findNewest() {
        return database.read(() -> database.sql("SELECT hub_id FROM message ORDER BY hub_id DESC LIMIT 1")
                .query(UUID.class)
                .optional());
    }

    /** True when {@code one} comes before {@code other} in the order of ids, which is that of time. */
    public static boolean isBefore(UUID one, UUID other) {
        return compare(one, other) < 0;
    }

    /** The least id of a time that lies {@code millis} before that of {@code id}. */
    public static UUID earlier(UUID id, long millis) {
        long time = id.getMostSignificantBits() >>> 16;
        return new UUID(Math.max(0, time - millis) << 16, 0);
    }

    /** The least id of the millisecond after that of {@code id}. */
    public static UUID after(UUID id) {
        return new UUID((id.getMostSignificantBits() >>> 16) + 1 << 16, 0);
    }

    /** The least id that a message received at {@code at} or later may have; past all ids for null. */
    public static UUID bound(Instant at) {
        return at == null ? LAST : new UUID(at.toEpochMilli() << 16, 0);
    }

    /**
     * The ids of at most {@code limit} messages, newest first.
     *
     * @param notBefore least hub id
     * @param before hub id that none reaches
     */
    public List<UUID> list(SearchTerms terms, UUID notBefore, UUID before, int limit) {
        SearchSql where = SearchSql.of(terms, notBefore, before);
        return ask(() -> database.sql(
                        "SELECT m.hub_id FROM message m WHERE " + where.text() + " ORDER BY m.hub_id DESC LIMIT ?")
                .params(where.parameters(limit))
                .query(UUID.class)
                .list());
    }

    /** How many there are, counted to {@code limit} at most; bounds as in {@link #list}. */
    public int count(SearchTerms terms, UUID notBefore, UUID before, int limit) {
        SearchSql where = SearchSql.of(terms, notBefore, before);
        return ask(() -> database.sql(
                        "SELECT count(*) FROM (SELECT FROM message m WHERE " + where.text() + " LIMIT ?) counted")
                .params(where.parameters(limit))
                .query(Integer.class)
                .single());
    }

    /** The messages with these ids, in the order of the ids. */
    public List<FoundMessage> read(List<UUID> hubIds) {
        if (hubIds.isEmpty()) {
            return List.of();
        }
        UUID[] ids = hubIds.toArray(UUID[]::new);
        UUID first = hubIds.stream().min(MessageSearch::compare).orElseThrow();
        return ask(() -> {
            Map<UUID, List<FoundMessage.FoundDelivery>> deliveries = deliveries(ids, first);
            Map<UUID, FoundMessage> found = messages(ids);
            return hubIds.stream()
                    .map(found::get)
                    .filter(Objects::nonNull)
                    .map(message -> message.with(deliveries.getOrDefault(message.hubId(), List.of())))
                    .toList();
        });
    }

    /** As the database orders them: as bytes, without sign. */
    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    private Map<UUID, FoundMessage> messages(UUID[] ids) {
        Map<UUID, FoundMessage> found = new HashMap<>();
        database.sql("SELECT m.*, coalesce((SELECT r.error_number FROM receipt r WHERE r.hub_id = m.hub_id"
                        + " AND r.about = m.hub_id AND r.level = 'ACCEPTED'), '') AS refused_with"
                        + " FROM message m WHERE m.hub_id = ANY (?)")
                .param(1, ids)
                .query((row, n) -> found.put(row.getObject("hub_id", UUID.class), readMessage(row)))
                .list();
        return found;
    }

    private Map<UUID, List<FoundMessage.FoundDelivery>> deliveries(UUID[] ids, UUID first) {
        Map<UUID, List<FoundMessage.FoundDelivery>> deliveries = new HashMap<>();
        database.sql("SELECT d.* FROM delivery d WHERE d.hub_id = ANY (?) AND d.kind = 'MESSAGE'" + LookBack.NOT_BEFORE
                        + " ORDER BY d.receiver_system, d.receiver_unit, d.id")
                .param(1, ids)
                .param(2, first)
                .query((row, n) -> deliveries
                        .computeIfAbsent(row.getObject("hub_id", UUID.class), id -> new ArrayList<>())
                        .add(readDelivery(row)))
                .list();
        return deliveries;
    }

    private static FoundMessage readMessage(ResultSet row) throws SQLException {
        return new FoundMessage(
                row.getObject("hub_id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getObject("episode_id", UUID.class),
                Times.read(row, "received_at"),
                MessageState.valueOf(row.getString("state")),
                row.getString("refused_with"),
                row.getString("system_id"),
                row.getString("sender_unit"),
                row.getString("sender_role"),
                row.getString("event_code"),
                row.getString("event_version"),
                row.getString("format"),
                List.of());
    }

    private static FoundMessage.FoundDelivery readDelivery(ResultSet row) throws SQLException {
        return new FoundMessage.FoundDelivery(
                row.getObject("id", UUID.class),
                row.getString("receiver_system"),
                row.getString("receiver_party"),
                row.getString("receiver_unit"),
                row.getString("receiver_role"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("position"),
                Objects.requireNonNullElse(row.getString("error_number"), ""),
                Times.read(row, "delivered_at"));
    }

    // The settings hold for this transaction alone.
    private <T> T ask(Supplier<T> question) {
        return database.inTransaction(() -> {
            database.sql(
                            "SELECT set_config('plan_cache_mode', 'force_custom_plan', true),"
                                    + " set_config('max_parallel_workers_per_gather', '0', true),"
                                    + " set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true), set_config('statement_timeout', ?, true)")
                    .param(Integer.toString(LONGEST_MILLIS))
                    .query((row, n) -> n)
                    .list();
            try {
                return question.get();
            } catch (QueryTimeoutException tooLong) {
                // once is enough: tried again it would take as long
                throw new HubException(ErrorCode.LEDGER_UNAVAILABLE, "search", "took too long", tooLong);
            }
        });
    }
}
