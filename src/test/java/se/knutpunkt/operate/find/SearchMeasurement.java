package se.knutpunkt.operate.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long a search takes with a million messages of a half year in the ledger, and what its indexes cost; see docs/measured.md. Run by
 * hand, as it takes some minutes: {@code ./mvnw test -Dtest=SearchMeasurement}, with {@code -Dmeasure.messages=} for another number.
 * It asserts that the answers are whole or say that they are not, never a time.
 */
class SearchMeasurement {

    private static final int TIMES = 20;
    /** Pages turned of one search, which begins where the last one ended and so costs no more the deeper it is. */
    private static final int DEEP = 6;

    private static final int MESSAGES = Integer.getInteger("measure.messages", 1_000_000);

    @Test
    void everyKeyAtAMillionMessages() throws IOException {
        try (FoundMessages ledger = new FoundMessages()) {
            JdbcClient sql = ledger.fixture.sql();
            for (String statement : Files.readString(Path.of("src/test/resources/search-measurement.sql"))
                    .replace("1000000", String.valueOf(MESSAGES))
                    .split(";\\s*\\n")) {
                new JdbcTemplate(ledger.fixture.dataSource()).execute(statement);
            }
            tell("index bytes per message: "
                    + sql.sql("SELECT p.relname, round(sum(pg_relation_size(i.inhrelid))::numeric / "
                                    + MESSAGES
                                    + ", 2) FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent WHERE p.relname IN"
                                    + " ('message', 'message_found_by', 'message_refused', 'delivery_trouble', 'message_pkey')"
                                    + " GROUP BY p.relname")
                            .query((row, n) -> row.getString(1) + "=" + row.getString(2))
                            .list());
            MessageFinder finder =
                    new MessageFinder(ledger.fixture.ledgers().search(), MessageFinder.PATIENCE, System::nanoTime);
            for (Map.Entry<String, List<String[]>> question : questions(sql).entrySet()) {
                measure(question.getKey(), question.getValue(), ledger, finder);
            }
        }
    }

    private static void measure(String name, List<String[]> asked, FoundMessages ledger, MessageFinder finder) {
        List<Long> pages = new ArrayList<>();
        List<Long> deep = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        int found = 0;
        int broken = 0;
        for (String[] parameters : asked) {
            long begun = System.nanoTime();
            SearchRequest request = ledger.ask(null, parameters);
            assertThat(request.problems()).isEmpty();
            MessageFinder.Page page = finder.find(request.terms(), null, 50);
            pages.add(System.nanoTime() - begun);
            MessageFinder.Page deeper = page;
            for (int turned = 1; turned < DEEP && deeper.next() != null; turned++) {
                begun = System.nanoTime();
                deeper = finder.find(request.terms(), deeper.next(), 50);
                deep.add(System.nanoTime() - begun);
            }
            begun = System.nanoTime();
            MessageFinder.Count count = finder.count(request.terms());
            counts.add(System.nanoTime() - begun);
            found += page.messages().size();
            broken += page.complete() ? 0 : 1;
            assertThat(count.atLeast()).isGreaterThanOrEqualTo(0);
            assertThat(page.complete() || page.next() != null).isTrue();
        }
        tell(String.format(
                Locale.ROOT,
                "%-34s page p50 %4d p95 %4d max %4d ms | %d deeper pages p95 %4d max %4d ms | count p95 %4d ms | found %d, not"
                        + " looked through %d of %d",
                name,
                at(pages, 0.5),
                at(pages, 0.95),
                at(pages, 1),
                deep.size(),
                at(deep, 0.95),
                at(deep, 1),
                at(counts, 0.95),
                found,
                broken,
                asked.size()));
    }

    private static Map<String, List<String[]>> questions(JdbcClient sql) {
        List<UUID> hubIds = some(sql, "hub_id");
        Map<String, List<String[]>> all = new LinkedHashMap<>();
        all.put("nothing", times("limit", "50"));
        all.put("hub id", each("id", hubIds));
        all.put("MessageHeader.id", each("id", some(sql, "message_id")));
        all.put(
                "id that is nobody's",
                each(
                        "id",
                        hubIds.stream()
                                .map(id -> new UUID(7, id.getLeastSignificantBits()))
                                .toList()));
        all.put("episode", each("episode", some(sql, "episode_id")));
        all.put(
                "person",
                each(
                        "person",
                        sql.sql("SELECT person_hash FROM message TABLESAMPLE SYSTEM (0.5) LIMIT " + TIMES)
                                .query((row, n) -> HexFormat.of().formatHex(row.getBytes(1)))
                                .list()));
        all.put("person unknown", times("person", "ab".repeat(32)));
        all.put("largest sender", times("sender", "SE2321000131-SYN000016"));
        all.put("smallest receiver", times("receiver", "municipality-dals-ed"));
        all.put("sender that sent nothing", times("sender", "SE2321000131-SYN999999"));
        all.put("receiver that got nothing", times("receiver", "SE2321000131-SYN999999"));
        all.put("event", times("event", "recall"));
        all.put("refused", times("state", "refused"));
        all.put("held", times("delivery", "held"));
        all.put("error, refused", times("error", "HUB-201"));
        all.put("error, held", times("error", "HUB-506"));
        all.put("error that nothing has", times("error", "HUB-111"));
        all.put("small receiver and event", times("receiver", "municipality-dals-ed", "event", "recall"));
        all.put("small receiver, held", times("receiver", "municipality-dals-ed", "delivery", "held"));
        all.put(
                "sender, receiver, event",
                times("sender", "SE2321000131-SYN000016", "receiver", "municipality-dals-ed", "event", "recall"));
        all.put("one week long ago", times("from", "2026-07-06", "until", "2026-07-12", "event", "discharge-ready"));
        return all;
    }

    private static List<UUID> some(JdbcClient sql, String column) {
        return sql.sql("SELECT " + column + " FROM message TABLESAMPLE SYSTEM (0.5) WHERE " + column
                        + " IS NOT NULL LIMIT " + TIMES)
                .query(UUID.class)
                .list();
    }

    private static List<String[]> each(String name, List<?> values) {
        return values.stream()
                .map(value -> new String[] {name, value.toString()})
                .toList();
    }

    private static List<String[]> times(String... parameters) {
        String[][] all = new String[TIMES][];
        Arrays.fill(all, parameters);
        return List.of(all);
    }

    private static long at(List<Long> nanos, double share) {
        if (nanos.isEmpty()) {
            return 0;
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return Duration.ofNanos(sorted.get((int) Math.ceil((sorted.size() - 1) * share)))
                .toMillis();
    }

    private static void tell(String line) {
        System.out.println(line);
    }
}
