package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The overview's figures on many rows: right, and by indexes alone. */
class OverviewLedgerIT {

    private static final int STORED = 200_000;
    private static LedgerFixture fixture;
    private static OverviewLedger ledger;

    @BeforeAll
    static void fill() {
        fixture = LedgerFixture.create();
        ledger = new OverviewLedger(new Database(fixture.dataSource()));
        String id = "(left(uuid_at(t)::text, 14) || substr(gen_random_uuid()::text, 15))::uuid";
        fixture.sql().sql("SELECT setseed(0.5)").query((row, n) -> "").single();
        fixture.sql()
                .sql(
                        "INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, delivered_at, position, head, kind,"
                                + " state, receiver_system, receiver_party, receiver_unit, receiver_role, sections) SELECT "
                                + id
                                + ", gen_random_uuid(), gen_random_uuid(), t, t, t, 0, true, 'MESSAGE', 'DELIVERED', 's' || n % 49,"
                                + " 'p' || n % 49, 'u', 'social-services', '' FROM (SELECT n, clock_timestamp() - interval '2 hours' * n / "
                                + STORED + " AS t FROM generate_series(0, " + (STORED - 1) + ") n) AS rows")
                .update();
        fixture.sql()
                .sql("INSERT INTO message (hub_id, received_at, accepted_at, state, system_id, sender_message_id,"
                        + " transmission_id, event_code, event_version, sender_unit, sender_role, format, mapping, traceparent,"
                        + " content_hash, person_hash, configuration_hash, answer) SELECT " + id
                        + ", t, t, 'ACCEPTED', 's1', 'm' || n, '', 'admission-notice', '1', 'unit', 'hospital', 'fhir-json', '', '',"
                        + " '', '', '', '' FROM (SELECT n, clock_timestamp() - interval '2 hours' * n / " + STORED
                        + " AS t FROM generate_series(0, " + (STORED - 1) + ") n) AS rows")
                .update();
        fixture.sql()
                .sql(
                        "INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, position, head, kind, state,"
                                + " receiver_system, receiver_party, receiver_unit, receiver_role, sections, error_number)"
                                + " SELECT (left(d.hub_id::text, 14) || substr(gen_random_uuid()::text, 15))::uuid, d.hub_id, d.hub_id,"
                                + " d.accepted_at, d.accepted_at, 0, true, 'MESSAGE', CASE n % 2 WHEN 0 THEN 'HELD' ELSE 'READY' END, 's7',"
                                + " 'p7', 'u', 'social-services', '', 'HUB-504' FROM (SELECT hub_id, accepted_at, row_number() OVER () AS n"
                                + " FROM message ORDER BY hub_id LIMIT 100) d")
                .update();
        fixture.sql()
                .sql(
                        "INSERT INTO fact (hub_id, name, value) SELECT hub_id, 'admittedAt', '2026-11-24T10:00:00Z' FROM message"
                                + " ORDER BY hub_id LIMIT 1000")
                .update();
        fixture.sql().sql("ANALYZE").update();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    static Stream<Arguments> statements() {
        String times = "(clock_timestamp() - interval '1 minute', clock_timestamp())";
        return Stream.of(
                Arguments.of(OverviewLedger.WAITING, ""),
                Arguments.of(OverviewLedger.OLDEST, "(10)"),
                Arguments.of(OverviewLedger.LIMITED, "(2000, '{admission-notice}', '{admittedAt}')"),
                Arguments.of(OverviewLedger.DELIVERED, times),
                Arguments.of(OverviewLedger.RECEIVED, times));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void nothingIsReadFromEndToEnd(String sql, String arguments) throws SQLException {
        try (Connection connection = fixture.dataSource().getConnection();
                Statement prepare = connection.createStatement()) {
            String numbered = sql;
            for (int i = 1; numbered.contains("?"); i++) {
                numbered = numbered.replaceFirst("\\?", "\\$" + i);
            }
            prepare.execute("PREPARE looked AS " + numbered);
            List<String> plan = new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .queryForList("EXPLAIN EXECUTE looked" + arguments, String.class);
            prepare.execute("DEALLOCATE looked");
            List<String> filled = fixture.sql()
                    .sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > 0 AND relname ~ '_y\\d+m'")
                    .query(String.class)
                    .list();
            assertThat(filled).as("tables with rows").hasSizeGreaterThanOrEqualTo(3);
            for (String table : filled) {
                assertThat(plan).noneMatch(line -> line.contains("Seq Scan on " + table));
            }
        }
    }

    @Test
    void whatWaitsIsCountedByReceiverAndError() {
        assertThat(ledger.listWaiting())
                .hasSize(2)
                .allSatisfy(one -> {
                    assertThat(one.partyId()).isEqualTo("p7");
                    assertThat(one.count()).isEqualTo(50);
                    assertThat(one.oldest()).isBefore(ledger.now());
                })
                .anySatisfy(one -> assertThat(one.errorNumber()).isEqualTo("HUB-504"))
                .anySatisfy(one -> assertThat(one.errorNumber()).isEmpty());
        List<OverviewLedger.Oldest> oldest = ledger.listOldest(3);
        assertThat(oldest)
                .hasSize(3)
                .isSortedAccordingTo(java.util.Comparator.comparing(OverviewLedger.Oldest::acceptedAt));
        assertThat(oldest.get(0).eventCode()).isEqualTo("admission-notice");
        assertThat(ledger.listLimited(List.of("admission-notice"), List.of("admittedAt"), 2_000))
                .hasSize(100);
        assertThat(ledger.listLimited(List.of("other"), List.of("admittedAt"), 2_000))
                .isEmpty();
    }

    @Test
    void whatWentIsCountedByMinute() {
        Instant to = ledger.now();
        Instant from = to.minusSeconds(3_600);
        long delivered = ledger.listDelivered(from, to).stream()
                .mapToLong(OverviewLedger.Flow::count)
                .sum();
        long received = ledger.listReceived(from, to).stream()
                .mapToLong(OverviewLedger.Flow::count)
                .sum();
        // Half of two hours, but for the minutes that filling takes.
        assertThat(delivered).isBetween(80_000L, 100_100L);
        assertThat(received).isBetween(80_000L, 100_100L);
        assertThat(ledger.listDelivered(to, to.plusSeconds(60))).isEmpty();
    }
}
