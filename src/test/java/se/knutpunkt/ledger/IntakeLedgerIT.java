package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;

class IntakeLedgerIT {
    private static LedgerFixture fixture;
    private static Ledgers ledgers;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
        ledgers.controls().register("ale", "push-fhir", true, false, 4);
        ledgers.controls().register("bengtsfors", "push-json", true, false, 4);
        ledgers.controls().register("pulling", "pull", false, false, 4);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void acceptedMessageIsWrittenWithDeliveriesFactsReceiptAndHistory() {
        IntakeDraft draft = Drafts.of("m-1", "aa", Drafts.visit("v-1"));

        IntakeReceipt receipt = ledgers.intake().record(draft, Drafts.to("ale", "pulling"));

        assertThat(receipt.outcome()).isEqualTo(IntakeReceipt.Outcome.ACCEPTED);
        assertThat(receipt.episodeId()).isNotNull();
        assertThat(receipt.acceptedAt()).isNotNull();
        assertThat(receipt.receivers()).extracting(Receiver::systemId).containsExactly("ale", "pulling");
        MessageStatus status = ledgers.messages().find(draft.hubId()).orElseThrow();
        assertThat(status.receipt()).isEqualTo(receipt);
        assertThat(status.deliveries()).hasSize(2);
        assertThat(status.receipts()).hasSize(1);
        assertThat(status.history()).extracting(MessageStatus.HistoryRow::step).containsExactly("accepted");
        assertThat(ledgers.messages().find(draft.messageId())).contains(status);
        assertThat(fixture.sql()
                        .sql("SELECT value FROM fact WHERE hub_id = ?")
                        .param(draft.hubId())
                        .query(String.class)
                        .list())
                .containsExactly("1439");
        assertThat(fixture.hints())
                .filteredOn(hint ->
                        hint.deliveryId().equals(status.deliveries().get(0).deliveryId()))
                .as("only the pushed receiver is hinted")
                .singleElement()
                .satisfies(hint -> assertThat(hint.receiverSystem()).isEqualTo("ale"));
    }

    @Test
    void repeatedMessageGetsTheStoredReceiptAndIsProcessedOnce() {
        IntakeReceipt first = ledgers.intake().record(Drafts.of("m-2", "aa", Drafts.visit("v-2")), Drafts.to("ale"));
        IntakeReceipt again = ledgers.intake().record(Drafts.of("m-2", "aa", Drafts.visit("v-2")), Drafts.to("ale"));

        assertThat(again).isEqualTo(first.asDuplicate());
        assertThat(count("SELECT count(*) FROM message WHERE sender_message_id = 'm-2'"))
                .isEqualTo(1);
    }

    @Test
    void retryAfterALostAnswerOfTheCommitIsNoDuplicate() {
        IntakeDraft draft = Drafts.of("m-3", "aa", Drafts.visit("v-3"));
        IntakeReceipt first = ledgers.intake().record(draft, Drafts.to("ale"));

        assertThat(ledgers.intake().record(draft, Drafts.to("ale"))).isEqualTo(first);
    }

    @Test
    void sameIdWithOtherContentIsRefusedAndLeavesTheFirst() {
        IntakeReceipt first = ledgers.intake().record(Drafts.of("m-4", "aa", Drafts.visit("v-4")), Drafts.to("ale"));
        IntakeDraft other = Drafts.of("m-4", "bb", Drafts.visit("v-4"));

        IntakeReceipt refused = ledgers.intake().record(other, Drafts.to("ale"));

        assertThat(refused.outcome()).isEqualTo(IntakeReceipt.Outcome.REFUSED);
        assertThat(refused.refusals()).extracting(Refusal::code).containsExactly(ErrorCode.SAME_ID_OTHER_CONTENT);
        assertThat(ledgers.messages().find(other.hubId())).as("leaves a row").isPresent();
        assertThat(ledgers.intake().record(Drafts.of("m-4", "aa", Drafts.visit("v-4")), Drafts.to("ale")))
                .isEqualTo(first.asDuplicate());
    }

    @Test
    void knownTransmissionIdWithANewMessageIdIsRefused() {
        ledgers.intake().record(Drafts.of("m-5", "t-5", "aa", Drafts.none(), null), Drafts.aloneTo("ale"));

        IntakeReceipt refused =
                ledgers.intake().record(Drafts.of("m-6", "t-5", "bb", Drafts.none(), null), Drafts.aloneTo("ale"));

        assertThat(refused.refusals()).extracting(Refusal::code).containsExactly(ErrorCode.TRANSMISSION_ID_REUSED);
    }

    @Test
    void messageIdMayBeUsedAgainAfterItsWindow() {
        ledgers.intake().record(Drafts.of("m-7", "aa", Drafts.none()), Drafts.aloneTo("ale"));
        fixture.sql()
                .sql("UPDATE idempotency SET remembered_to = clock_timestamp() - interval '1 second' WHERE key = ?")
                .param(IdempotencyKeys.ofMessage("hospital", "m-7"))
                .update();

        IntakeReceipt fresh = ledgers.intake().record(Drafts.of("m-7", "bb", Drafts.none()), Drafts.aloneTo("ale"));

        assertThat(fresh.outcome()).isEqualTo(IntakeReceipt.Outcome.ACCEPTED);
        assertThat(fresh.duplicate()).isFalse();
    }

    @Test
    void refusalIsStoredUnderItsKeyAndGivenAgain() {
        IntakeDecider refusing = (head, reference, at) ->
                new IntakeDecision.Refuse(List.of(new Refusal(ErrorCode.EPISODE_ENDED, "Encounter", "")));
        IntakeReceipt first = ledgers.intake().record(Drafts.of("m-8", "aa", Drafts.visit("v-8")), refusing);

        assertThat(ledgers.intake().record(Drafts.of("m-8", "aa", Drafts.visit("v-8")), Drafts.to("ale")))
                .isEqualTo(first.asDuplicate());
        assertThat(ledgers.intake().findOpenEpisode(Drafts.HOSPITAL.value(), "v-8"))
                .isEmpty();
    }

    @Test
    void transientRefusalIsDecidedAfreshNextTime() {
        IntakeDecider outOfOrder =
                (head, reference, at) -> new IntakeDecision.Refuse(List.of(Refusal.of(ErrorCode.OUT_OF_ORDER, "")));
        ledgers.intake().record(Drafts.of("m-9", "t-9", "aa", Drafts.visit("v-9"), null), outOfOrder);

        IntakeReceipt next =
                ledgers.intake().record(Drafts.of("m-9", "t-9", "aa", Drafts.visit("v-9"), null), Drafts.to("ale"));

        assertThat(next.outcome()).isEqualTo(IntakeReceipt.Outcome.ACCEPTED);
    }

    @Test
    void refusedBeforeTheEpisodeIsKeptWithoutContentAndGivenAgain() {
        RefusedMessage refused = refused("m-10");
        IntakeReceipt first = ledgers.intake().recordRefused(refused);

        assertThat(ledgers.intake().recordRefused(refused("m-10"))).isEqualTo(first.asDuplicate());
        assertThat(ledgers.messages().find(refused.hubId()).orElseThrow().receipts())
                .singleElement()
                .satisfies(row -> assertThat(row.errorNumber()).isEqualTo("HUB-006"));
    }

    @Test
    void whatGoesNowhereLeavesOnlyACount() {
        long before = count("SELECT count(*) FROM message");
        IntakeReceipt receipt = ledgers.intake()
                .record(
                        Drafts.of("m-11", "aa", Drafts.visit("v-11")),
                        (head, reference, at) -> new IntakeDecision.GoNowhere("status-only"));
        IntakeReceipt withoutEpisode = ledgers.intake()
                .record(
                        Drafts.of("m-12", "aa", new EpisodeKey(null, Drafts.HOSPITAL.value(), "v-12", false, true)),
                        Drafts.to("ale"));
        ledgers.intake().flushCounts();

        assertThat(receipt.outcome()).isEqualTo(IntakeReceipt.Outcome.NOWHERE);
        assertThat(withoutEpisode.outcome()).isEqualTo(IntakeReceipt.Outcome.NOWHERE);
        assertThat(count("SELECT count(*) FROM message")).isEqualTo(before);
        assertThat(count(
                        "SELECT count(*) FROM idempotency WHERE key = ?",
                        IdempotencyKeys.ofMessage("hospital", "m-11")))
                .isZero();
        assertThat(count("SELECT sum(messages) FROM nowhere_count WHERE reason IN ('status-only', 'no-open-episode')"))
                .isEqualTo(2);
        assertThat(new RunFigures(new Database(fixture.dataSource()))
                        .countMessages(Instant.EPOCH)
                        .get("NOWHERE"))
                .isEqualTo(2);
    }

    @Test
    void unauthenticatedAttemptsAreCountedByMinute() {
        ledgers.intake().countRejected("https", "HUB-001");
        ledgers.intake().countRejected("https", "HUB-001");
        ledgers.intake().flushCounts();

        assertThat(count("SELECT sum(attempts) FROM security_count WHERE protocol = 'https'"))
                .isEqualTo(2);
    }

    @Test
    void episodeIsFoundByVisitNumberByIdAndByReference() {
        IntakeDraft first = Drafts.of("m-13", "aa", Drafts.visit("v-13"));
        UUID episode = ledgers.intake().record(first, Drafts.to("ale")).episodeId();
        List<EpisodeHead> heads = new ArrayList<>();
        IntakeDecider keeping = (head, reference, at) -> {
            heads.add(head);
            return Drafts.accept(head, "ale");
        };

        ledgers.intake().record(Drafts.of("m-14", "aa", Drafts.visit("v-13")), keeping);
        ledgers.intake().record(Drafts.of("m-15", "aa", new EpisodeKey(episode, "", "", false, false)), keeping);
        ledgers.intake().record(Drafts.of("m-16", "", "aa", Drafts.none(), first.messageId()), keeping);
        ledgers.intake()
                .record(
                        Drafts.of(
                                "m-17",
                                "aa",
                                new EpisodeKey(UUID.randomUUID(), Drafts.HOSPITAL.value(), "v-13", true, false)),
                        keeping);

        assertThat(heads).hasSize(4).allSatisfy(head -> {
            assertThat(head.id()).isEqualTo(episode);
            assertThat(head.state()).isEqualTo(EpisodeState.ADMITTED);
            assertThat(head.admittedAt()).isEqualTo(Instant.parse("2026-11-24T05:00:00.000001Z"));
        });
        assertThat(ledgers.intake().findOpenEpisode(Drafts.HOSPITAL.value(), "v-13"))
                .contains(episode);
    }

    @Test
    void unknownEpisodeThatMayNotBeginIsPassedOnAsFreshAndNotStored() {
        UUID unknown = UUID.randomUUID();
        List<EpisodeHead> heads = new ArrayList<>();
        ledgers.intake()
                .record(
                        Drafts.of("m-18", "aa", new EpisodeKey(unknown, "", "", false, false)),
                        (head, reference, at) -> {
                            heads.add(head);
                            return new IntakeDecision.Refuse(
                                    List.of(Refusal.of(ErrorCode.EPISODE_UNKNOWN, "Encounter")));
                        });

        assertThat(heads).containsExactly(EpisodeHead.fresh(unknown));
        assertThat(count("SELECT count(*) FROM episode WHERE id = ?", unknown)).isZero();
    }

    @Test
    void sameMessageFromManyThreadsIsProcessedOnce() throws Exception {
        List<IntakeReceipt> receipts = atOnce(
                8, n -> ledgers.intake().record(Drafts.of("m-19", "aa", Drafts.visit("v-19")), Drafts.to("ale")));

        assertThat(receipts).filteredOn(receipt -> !receipt.duplicate()).hasSize(1);
        assertThat(receipts)
                .extracting(IntakeReceipt::hubId)
                .containsOnly(receipts.get(0).hubId());
        assertThat(receipts)
                .extracting(IntakeReceipt::acceptedAt)
                .containsOnly(receipts.get(0).acceptedAt());
    }

    @Test
    void manyThreadsThatBeginTheSameEpisodeShareIt() throws Exception {
        List<IntakeReceipt> receipts = atOnce(
                8,
                n -> ledgers.intake()
                        .record(Drafts.of("m-20-" + n, "aa", Drafts.visit("v-20")), Drafts.to("bengtsfors", "ale")));

        assertThat(receipts)
                .extracting(IntakeReceipt::episodeId)
                .containsOnly(receipts.get(0).episodeId());
        List<Integer> positions = fixture.sql()
                .sql(
                        "SELECT position FROM delivery WHERE order_key = ? AND receiver_system = 'ale' ORDER BY accepted_at")
                .param(receipts.get(0).episodeId())
                .query(Integer.class)
                .list();
        assertThat(positions)
                .as("places in the lane follow the accept times")
                .isEqualTo(IntStream.rangeClosed(1, 8).boxed().toList());
        assertThat(receipts.stream().map(IntakeReceipt::acceptedAt).distinct()).hasSize(8);
    }

    @Test
    void historyCannotBeChanged() {
        ledgers.intake().record(Drafts.of("m-21", "aa", Drafts.none()), Drafts.aloneTo("ale"));

        for (String change : List.of("UPDATE history SET step = 'x'", "DELETE FROM history", "TRUNCATE history")) {
            assertThatThrownBy(() -> fixture.sql().sql(change).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void contentStandsInNoTable() {
        ledgers.intake().record(Drafts.of("m-22", "aa", Drafts.visit("v-22")), Drafts.to("ale", "pulling"));
        List<String> tables = fixture.sql()
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query(String.class)
                .list();

        assertThat(tables).contains("message", "payload", "episode");
        for (String table : tables) {
            String rows = String.join(
                    "\n",
                    fixture.sql()
                            .sql("SELECT t::text FROM " + table + " t")
                            .query(String.class)
                            .list());
            assertThat(rows).as(table).doesNotContain("Öberg").doesNotContain("c385626572"); // its bytes in hex
        }
    }

    @Test
    void partitionsAreMadeAheadAndTwiceIsHarmless() {
        assertThat(ledgers.partitions().createAhead()).isZero();
        assertThat(count("SELECT count(*) FROM pg_inherits WHERE inhparent = 'message'::regclass"))
                .as("last month to three months ahead")
                .isEqualTo(5);
        assertThat(count("SELECT ensure_partitions('2031-01-15T12:00:00Z', 1)")).isEqualTo(12);
        assertThat(count("SELECT ensure_partitions('2031-01-15T12:00:00Z', 1)")).isZero();
    }

    @Test
    void intakeIsHeldBackWhenTooMuchWaits() {
        try (LedgerFixture small = LedgerFixture.create()) {
            Ledgers limited = small.openNode(0);
            limited.intake().record(Drafts.of("m-1", "aa", Drafts.none()), Drafts.aloneTo("ale"));
            Backlog backlog = new Backlog(new Database(small.dataSource()), 0);

            assertThatThrownBy(backlog::requireRoom).hasMessageContaining("BACKLOG_FULL");
        }
    }

    private static RefusedMessage refused(String id) {
        return new RefusedMessage(
                Drafts.IDS.next(),
                "hospital",
                id,
                "",
                "cc",
                30,
                "",
                "hl7v2",
                Instant.now(),
                "c0ffee",
                List.of(new Refusal(ErrorCode.UNREADABLE, "MSH", "")));
    }

    private static long count(String sql, Object... parameters) {
        return fixture.sql().sql(sql).params(parameters).query(Long.class).single();
    }

    private interface Numbered<T> {
        T call(int n);
    }

    private static <T> List<T> atOnce(int threads, Numbered<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int n = i;
                calls.add(() -> {
                    start.await();
                    return work.call(n);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
