package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Role;
import se.knutpunkt.message.TimeOrderedIds;

/**
 * Over a ledger of several full months nothing on the path, and nothing that is asked again and again, reads a whole partition of what
 * grows. PostgreSQL itself counts the sequential scans that were really made, inside functions too; a plan shown beforehand might not be
 * the one that runs once statements are prepared.
 */
class LedgerGrowthIT {
    private static final int MONTHS = 4;
    private static final int ROWS = 8_000;

    /** Runs of each statement: after ten the plan made for all values may take the place of the one made for these. */
    private static final int TIMES = 14;

    private static final String SYSTEM = "grown-push";
    private static final String INBOX = "grown-pull";

    private static LedgerFixture fixture;

    @BeforeAll
    static void fill() {
        fixture = LedgerFixture.create();
        JdbcClient sql = fixture.sql();
        sql.sql("SELECT ensure_partitions(clock_timestamp() - interval '" + MONTHS + " months', " + MONTHS + ")")
                .query(Integer.class)
                .single();
        sql.sql("CREATE FUNCTION grown(p_table text, p_month integer, p_row integer) RETURNS uuid LANGUAGE sql RETURN"
                        + " (left(uuid_at(clock_timestamp() - make_interval(days => 30 * p_month, mins => 5) + p_row * interval '1 ms')::text, 13)"
                        + " || '-7' || left(md5(p_table || p_month || ' ' || p_row), 3) || '-8'"
                        + " || substr(md5(p_table || p_month || ' ' || p_row), 4, 3) || '-'"
                        + " || substr(md5(p_table || p_month || ' ' || p_row), 7, 12))::uuid")
                .update();
        // ids are made once, since they follow the clock
        sql.sql("CREATE TABLE grown_row AS SELECT m AS month, r AS row, grown('message', m, r) AS hub_id,"
                        + " grown('delivery', m, r) AS id, md5(m || ' ' || r)::uuid AS message_id"
                        + " FROM generate_series(0, ?) m, generate_series(1, ?) r")
                .params(MONTHS, ROWS)
                .update();
        sql.sql(
                        "INSERT INTO message (hub_id, message_id, received_at, accepted_at, state, system_id, sender_message_id,"
                                + " transmission_id, event_code, event_version, sender_unit, sender_role, format, mapping, traceparent,"
                                + " content_hash, person_hash, configuration_hash, answer) SELECT hub_id, message_id, uuid_time(hub_id),"
                                + " uuid_time(hub_id), 'ACCEPTED', 'hospital', message_id::text, '', 'admission-notice', '1', ?, 'hospital', 'fhir-json',"
                                + " '', '', '', '', 'c0ffee', '{\"receivers\":[],\"refusals\":[],\"remarks\":[]}' FROM grown_row")
                .param(Drafts.HOSPITAL.value())
                .update();
        sql.sql(
                        "INSERT INTO payload (hub_id, key_id, body) SELECT hub_id, 1, decode(repeat('ab', 400), 'hex') FROM grown_row")
                .update();
        sql.sql(
                        "INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, delivered_at, position, head, kind,"
                                + " state, receiver_system, receiver_party, receiver_unit, receiver_role, sections) SELECT id, hub_id, hub_id,"
                                + " uuid_time(id), uuid_time(id), uuid_time(id), 0, true, 'MESSAGE',"
                                + " CASE WHEN row % 400 = 0 THEN 'HELD' ELSE 'DELIVERED' END, CASE row % 2 WHEN 0 THEN ? ELSE ? END,"
                                + " 'municipality-grown', ?, 'social-services', 'plan' FROM grown_row")
                .params(SYSTEM, INBOX, Drafts.UNIT.value())
                .update();
        sql.sql(
                        "INSERT INTO receipt (hub_id, about, id, level, code, error_number) SELECT hub_id, id, id, 'RECEIVED', 'OK', ''"
                                + " FROM grown_row")
                .update();
        sql.sql("INSERT INTO history (hub_id, node, step, detail) SELECT hub_id, 'node', 'accepted', '' FROM grown_row")
                .update();
        fixture.ledgers().controls().register(SYSTEM, "push-json", true, false, 100);
        fixture.ledgers().controls().register(INBOX, "pull", false, false, 100);
        sql.sql("ANALYZE").update();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void acceptClaimOutcomeAndAdvanceOfALane() {
        readsByIndexOnly(ledgers -> {
            for (int i = 0; i < TIMES; i++) {
                String visit = "VT-GROWN-" + i;
                UUID first = accept(ledgers, visit, 1, SYSTEM);
                accept(ledgers, visit, 2, SYSTEM);
                Claim claim = ledgers.deliveries().claim(first).orElseThrow();
                assertThat(ledgers.deliveries().recordDelivered(claim, "ab", "map-1"))
                        .isPresent();
            }
        });
    }

    @Test
    void sweepAndTakingOver() {
        readsByIndexOnly(ledgers -> {
            accept(ledgers, "VT-SWEPT", 1, SYSTEM);
            for (int i = 0; i < TIMES; i++) {
                assertThat(ledgers.deliveries().sweep(100, 0)).isNotEmpty();
                assertThat(ledgers.deliveries().takeOverFromDeadNodes()).isEmpty();
                assertThat(ledgers.deliveries().releaseStrays(List.of(), 600)).isZero();
            }
        });
    }

    @Test
    void inboxListAndAcknowledgement() {
        readsByIndexOnly(ledgers -> {
            for (int i = 0; i < TIMES; i++) {
                UUID id = accept(ledgers, "VT-INBOX-" + i, 1, INBOX);
                assertThat(ledgers.deliveries().listInbox(INBOX, 10))
                        .extracting(Claim::deliveryId)
                        .contains(id);
                assertThat(ledgers.deliveries().acknowledge(INBOX, id)).isTrue();
            }
        });
    }

    @Test
    void statusByEitherIdHoweverOld() {
        List<Map<String, Object>> known = fixture.sql()
                .sql("SELECT hub_id, message_id FROM grown_row WHERE row = 7 ORDER BY month")
                .query()
                .listOfRows();
        readsByIndexOnly(ledgers -> {
            for (int i = 0; i < TIMES; i++) {
                for (Map<String, Object> row : known) {
                    assertThat(ledgers.messages()
                                    .find((UUID) row.get("hub_id"))
                                    .orElseThrow()
                                    .deliveries())
                            .hasSize(1);
                    assertThat(ledgers.messages()
                                    .find((UUID) row.get("message_id"))
                                    .orElseThrow()
                                    .receipt()
                                    .hubId())
                            .isEqualTo(row.get("hub_id"));
                }
                assertThat(ledgers.messages().find(UUID.randomUUID())).isEmpty();
            }
        });
    }

    @Test
    void kvittensOfAMessageHoweverOld() {
        List<UUID> known = fixture.sql()
                .sql("SELECT message_id FROM grown_row WHERE row = 9 ORDER BY month")
                .query(UUID.class)
                .list();
        readsByIndexOnly(ledgers -> {
            for (int i = 0; i < TIMES; i++) {
                for (UUID messageId : known) {
                    assertThat(ledgers.receipts()
                                    .record(
                                            messageId,
                                            Drafts.UNIT,
                                            Role.SOCIAL_SERVICES,
                                            ReceiptLevel.KVITTENS,
                                            ReceiptCode.OK,
                                            ""))
                            .isNotEmpty();
                }
            }
        });
    }

    @Test
    void whatTheGaugesCount() {
        readsByIndexOnly(ledgers -> {
            for (int i = 0; i < TIMES; i++) {
                assertThat(ledgers.messages().countWaiting().get(SYSTEM))
                        .containsEntry("HELD", (long) (MONTHS + 1) * ROWS / 400);
            }
        });
    }

    private static UUID accept(Ledgers ledgers, String visit, int number, String system) {
        IntakeReceipt receipt =
                ledgers.intake().record(Drafts.of(visit + "-" + number, "aa", Drafts.visit(visit)), Drafts.to(system));
        return ledgers.messages()
                .find(receipt.hubId())
                .orElseThrow()
                .deliveries()
                .get(0)
                .deliveryId();
    }

    @Test
    void aSequentialScanWouldBeSeen() {
        Map<String, Long> before = sequentialScans();
        onOwnConnections(database -> assertThat(database.sql("SELECT count(*) FROM message WHERE event_version = '1'")
                        .query(Long.class)
                        .single())
                .isPositive());
        assertThat(sequentialScans()).isNotEqualTo(before);
    }

    private static void readsByIndexOnly(Consumer<Ledgers> work) {
        Map<String, Long> before = sequentialScans();
        onOwnConnections(database -> work.accept(Ledgers.on(
                database,
                MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32])),
                Clock.systemUTC(),
                new TimeOrderedIds(),
                100_000,
                hints -> {})));
        assertThat(sequentialScans()).isEqualTo(before);
    }

    /** Since a connection tells what it has read at the latest when it ends. */
    private static void onOwnConnections(Consumer<Database> work) {
        try (HikariDataSource source = new HikariDataSource()) {
            source.setJdbcUrl(fixture.address().url());
            source.setUsername(fixture.address().user());
            source.setPassword(fixture.address().password());
            source.setMaximumPoolSize(2);
            source.addDataSourceProperty("ApplicationName", "growth");
            work.accept(new Database(source));
        }
        await().until(() -> fixture.sql()
                        .sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'growth'")
                        .query(Integer.class)
                        .single()
                == 0);
    }

    /** Sequential scans so far of each partition that has rows. */
    private static Map<String, Long> sequentialScans() {
        Map<String, Long> scans = new TreeMap<>();
        fixture.sql()
                .sql("SELECT s.relname, s.seq_scan FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid"
                        + " WHERE c.relispartition AND c.reltuples > 100 AND s.relname ~ '_y\\d{4}m\\d\\d$'")
                .query((row, n) -> scans.put(row.getString(1), row.getLong(2)))
                .list();
        assertThat(scans).hasSizeGreaterThanOrEqualTo(5 * MONTHS);
        return scans;
    }
}
