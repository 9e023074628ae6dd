package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

class DeliveryLedgerIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static LedgerFixture fixture;
    private static Ledgers ledgers;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void claimGivesTheMessageOnceAndOnlyAtTheHeadOfTheLane() {
        String system = push(4);
        String visit = newVisit();
        UUID first = send(visit, system);
        UUID second = send(visit, system);

        assertThat(ledgers.deliveries().claim(second)).as("behind the head").isEmpty();
        Claim claim = ledgers.deliveries().claim(first).orElseThrow();
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.possibleDuplicate()).isFalse();
        assertThat(claim.sections()).containsExactlyInAnyOrder("plan", "contact");
        assertThat(claim.configurationHash()).isEqualTo("c0ffee");
        assertThat(claim.traceparent()).isEqualTo("00-trace-01");
        assertThat(new String(claim.payload(), StandardCharsets.UTF_8)).isEqualTo(Drafts.CONTENT);
        assertThat(ledgers.deliveries().claim(first)).as("already claimed").isEmpty();

        Hint next = ledgers.deliveries().recordDelivered(claim, "ab", "map-1").orElseThrow();
        assertThat(next.deliveryId()).isEqualTo(second);
        Claim last = ledgers.deliveries().claim(second).orElseThrow();
        assertThat(ledgers.deliveries().recordDelivered(last, "ab", "map-1"))
                .as("the lane is done")
                .isEmpty();
        assertThat(stateOf(first)).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void newMessageAfterAnEmptiedLaneIsItsHead() {
        String system = push(4);
        String visit = newVisit();
        deliver(send(visit, system));

        UUID next = send(visit, system);

        assertThat(fixture.hints()).extracting(Hint::deliveryId).contains(next);
        assertThat(ledgers.deliveries().claim(next)).isPresent();
    }

    @Test
    void outcomeIsRecordedOnlyByTheClaimThatIsStillValid() {
        UUID id = send(newVisit(), push(4));
        Claim old = ledgers.deliveries().claim(id).orElseThrow();
        ledgers.deliveries().recordFailed(old, ErrorCode.RECEIVER_TIMEOUT, Duration.ofSeconds(-1), true);
        Claim valid = ledgers.deliveries().claim(id).orElseThrow();

        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> ledgers.deliveries().recordDelivered(old, "ab", "m"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CLAIM_LOST));
        assertThat(valid.attempt()).isEqualTo(2);
        assertThat(valid.possibleDuplicate()).isTrue();
        assertThat(stateOf(id)).isEqualTo(DeliveryState.SENDING);
        ledgers.deliveries().recordDelivered(valid, "ab", "m");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> ledgers.deliveries().recordHeld(valid, ErrorCode.RECEIVER_REFUSED, ""));
        assertThat(stateOf(id)).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void ledgerThatGoesAwayBetweenClaimAndReadingHoldsNothing() {
        UUID pushed = send(newVisit(), push(4));
        String system = pull();
        UUID pulled = send(newVisit(), system);
        // of a node that has just started, which must read the data key
        DeliveryLedger deliveries = fixture.openNode().deliveries();
        fixture.sql().sql("ALTER TABLE data_key RENAME TO data_key_away").update();
        try {
            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> deliveries.claim(pushed))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> deliveries.listInbox(system, 10))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
        } finally {
            fixture.sql().sql("ALTER TABLE data_key_away RENAME TO data_key").update();
        }
        assertThat(stateOf(pushed)).isEqualTo(DeliveryState.READY);
        assertThat(stateOf(pulled)).isEqualTo(DeliveryState.READY);
        assertThat(deliveries.claim(pushed)).get().satisfies(claim -> {
            assertThat(claim.attempt()).isEqualTo(1);
            assertThat(claim.possibleDuplicate()).isFalse();
        });
        assertThat(deliveries.listInbox(system, 10)).hasSize(1);
    }

    @Test
    void failedDeliveryWaitsUntilItIsDue() {
        UUID id = send(newVisit(), push(4));
        Claim claim = ledgers.deliveries().claim(id).orElseThrow();
        ledgers.deliveries().recordFailed(claim, ErrorCode.RECEIVER_BUSY, Duration.ofSeconds(600), false);

        assertThat(ledgers.deliveries().claim(id)).isEmpty();
    }

    @Test
    void releasedClaimCountsNoAttempt() {
        UUID id = send(newVisit(), push(4));
        ledgers.deliveries().release(ledgers.deliveries().claim(id).orElseThrow());

        Claim again = ledgers.deliveries().claim(id).orElseThrow();
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.claimNumber()).isEqualTo(2);
        assertThat(again.possibleDuplicate()).isFalse();
    }

    @Test
    void heldHeadHoldsItsOwnLaneOnly() {
        String system = push(4);
        String visit = newVisit();
        UUID head = send(visit, system);
        UUID behind = send(visit, system);
        UUID other = send(newVisit(), system);
        ledgers.deliveries()
                .recordHeld(ledgers.deliveries().claim(head).orElseThrow(), ErrorCode.RECEIVER_REFUSED, "PID-3");

        assertThat(ledgers.deliveries().claim(behind)).isEmpty();
        assertThat(ledgers.deliveries().claim(other)).isPresent();
        assertThat(stateOf(behind)).isEqualTo(DeliveryState.READY);
        MessageStatus status = ledgers.messages().find(hubIdOf(behind)).orElseThrow();
        assertThat(status.deliveries().get(0).behindHeldHead()).isTrue();
        MessageStatus held = ledgers.messages().find(hubIdOf(head)).orElseThrow();
        assertThat(held.deliveries().get(0).errorNumber()).isEqualTo("HUB-504");
        assertThat(held.history()).extracting(MessageStatus.HistoryRow::step).containsExactly("accepted", "held");
    }

    @Test
    void lanesStayInAcceptedOrderWithManySendersAndWorkers() throws Exception {
        String system = push(8);
        String visit = newVisit();
        List<UUID> delivered = java.util.Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                senders.add(pool.submit(() -> {
                    for (int n = 0; n < 15; n++) {
                        send(visit, system);
                    }
                }));
            }
            for (int i = 0; i < 3; i++) {
                senders.add(pool.submit(() -> {
                    while (delivered.size() < 45) {
                        for (UUID id : headsOf(system)) {
                            ledgers.deliveries().claim(id).ifPresent(claim -> {
                                delivered.add(claim.deliveryId());
                                ledgers.deliveries().recordDelivered(claim, "ab", "m");
                            });
                        }
                    }
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(delivered)
                .isEqualTo(fixture.sql()
                        .sql("SELECT id FROM delivery WHERE receiver_system = ? ORDER BY accepted_at")
                        .param(system)
                        .query(UUID.class)
                        .list());
    }

    @Test
    void limitOfDeliveriesUnderWayHoldsExactly() throws Exception {
        String system = push(2);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(send(newVisit(), system));
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<Claim>>> claims = new ArrayList<>();
            ids.forEach(id -> claims.add(pool.submit(() -> ledgers.deliveries().claim(id))));
            int claimed = 0;
            for (Future<Optional<Claim>> claim : claims) {
                claimed += claim.get().isPresent() ? 1 : 0;
            }
            assertThat(claimed).isEqualTo(2);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void pausedReceiverIsNeitherClaimedNorSwept() {
        String system = push(4);
        UUID id = send(newVisit(), system);
        ledgers.controls().pause(system, "support", "planned work", null);

        assertThat(ledgers.deliveries().claim(id)).isEmpty();
        assertThat(sweepOf(system)).isEmpty();
        ledgers.controls().resume(system, "support", "done");
        assertThat(sweepOf(system)).extracting(Hint::deliveryId).containsExactly(id);
        assertThat(ledgers.deliveries().claim(id)).isPresent();
        ledgers.controls().pause(system, "support", "until then", Instant.now().minusSeconds(1));
        assertThat(ledgers.deliveries().claim(send(newVisit(), system)))
                .as("the pause has ended")
                .isPresent();
    }

    @Test
    void circuitOpensAfterFailuresInARowAndProbesWithAnotherLane() {
        String system = push(4);
        UUID poison = send(newVisit(), system);
        UUID other = send(newVisit(), system);
        for (int i = 0; i < 3; i++) {
            Claim claim = ledgers.deliveries().claim(poison).orElseThrow();
            ledgers.deliveries().recordFailed(claim, ErrorCode.RECEIVER_TIMEOUT, Duration.ofSeconds(-1), true);
            ledgers.controls().recordOutage(system, 3, Duration.ofMinutes(5));
        }

        assertThat(ledgers.deliveries().claim(other)).as("open").isEmpty();
        assertThat(sweepOf(system)).as("open").isEmpty();
        ledgers.controls().tryNow(system, "support");
        assertThat(ledgers.deliveries().claim(poison))
                .as("the lane that failed")
                .isEmpty();
        Claim probe = ledgers.deliveries().claim(other).orElseThrow();
        assertThat(ledgers.deliveries().claim(poison)).as("one probe at a time").isEmpty();
        ledgers.deliveries().recordDelivered(probe, "ab", "m");
        ledgers.controls().recordAnswer(system);
        assertThat(ledgers.deliveries().claim(poison)).as("closed").isPresent();
    }

    @Test
    void onlyWaitingLaneIsItsOwnProbeAndAFailedProbeOpensAgain() {
        String system = push(4);
        UUID only = send(newVisit(), system);
        Claim claim = ledgers.deliveries().claim(only).orElseThrow();
        ledgers.deliveries().recordFailed(claim, ErrorCode.RECEIVER_UNREACHABLE, Duration.ofSeconds(-1), false);
        ledgers.controls().recordOutage(system, 1, Duration.ofMinutes(5));
        ledgers.controls().tryNow(system, "support");

        Claim probe = ledgers.deliveries().claim(only).orElseThrow();
        ledgers.deliveries().recordFailed(probe, ErrorCode.RECEIVER_UNREACHABLE, Duration.ofSeconds(-1), false);
        ledgers.controls().recordOutage(system, 1, Duration.ofMinutes(5));
        assertThat(ledgers.deliveries().claim(only)).isEmpty();
    }

    @Test
    void sweepFindsDueHeadsThatWereNotHintedLately() {
        String system = push(4);
        String visit = newVisit();
        UUID head = send(visit, system);
        send(visit, system);

        List<Hint> swept = sweepOf(system);
        assertThat(swept).extracting(Hint::deliveryId).containsExactly(head);
        assertThat(swept.get(0).enqueueNumber()).isEqualTo(2);
        assertThat(ledgers.deliveries().sweep(1_000, 60))
                .as("quiet")
                .noneMatch(hint -> hint.receiverSystem().equals(system));
    }

    @Test
    void deadNodesClaimsAreTakenOverAsPossibleDuplicates() {
        UUID id = send(newVisit(), push(4));
        Ledgers dying = fixture.openNode();
        Claim lost = dying.deliveries().claim(id).orElseThrow();
        assertThat(ledgers.deliveries().takeOverFromDeadNodes())
                .as("it lives")
                .noneMatch(hint -> hint.deliveryId().equals(id));

        dying.nodes().end();
        assertThat(ledgers.deliveries().takeOverFromDeadNodes())
                .extracting(Hint::deliveryId)
                .contains(id);
        Claim claim = ledgers.deliveries().claim(id).orElseThrow();
        assertThat(claim.possibleDuplicate()).isTrue();
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> dying.deliveries().recordDelivered(lost, "ab", "m"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CLAIM_LOST));
        assertThat(ledgers.messages().find(claim.hubId()).orElseThrow().history())
                .extracting(MessageStatus.HistoryRow::step)
                .contains("taken-over");
    }

    @Test
    void nodeWithoutAHeartbeatIsDead() {
        UUID id = send(newVisit(), push(4));
        Ledgers silent = fixture.openNode();
        silent.deliveries().claim(id).orElseThrow();
        fixture.sql()
                .sql("UPDATE node SET beat_at = clock_timestamp() - interval '1 minute' WHERE id = ?")
                .param(silent.nodes().nodeId())
                .update();

        assertThat(ledgers.deliveries().takeOverFromDeadNodes())
                .extracting(Hint::deliveryId)
                .contains(id);
        assertThat(silent.nodes().nodeId()).isNotEqualTo(ledgers.nodes().nodeId());
    }

    @Test
    void pulledHeadsAreReadAcknowledgedAndFollowed() {
        String system = pull();
        String visit = newVisit();
        UUID first = send(visit, system);
        UUID second = send(visit, system);
        UUID other = send(newVisit(), system);

        assertThat(ledgers.deliveries().sweep(10_000, 0))
                .as("never hinted")
                .noneMatch(hint -> hint.receiverSystem().equals(system));
        assertThat(inbox(system)).containsExactly(first, other);
        assertThat(inbox(system)).as("reading changes nothing").containsExactly(first, other);
        assertThat(ledgers.deliveries().findInboxItem(system, second))
                .as("still behind")
                .isEmpty();
        assertThat(ledgers.deliveries().acknowledge(system, second)).isFalse();
        assertThat(ledgers.deliveries().acknowledge("somebody-else", first)).isFalse();
        assertThat(ledgers.deliveries().acknowledge(system, first)).isTrue();
        assertThat(ledgers.deliveries().acknowledge(system, first)).as("again").isTrue();
        assertThat(inbox(system)).containsExactly(second, other);
        assertThat(ledgers.deliveries().findInboxItem(system, first))
                .as("delivered, and still readable")
                .isPresent();
        assertThat(ledgers.receipts().list(hubIdOf(first)))
                .extracting(ReceiptRow::level)
                .containsExactly(ReceiptLevel.ACCEPTED, ReceiptLevel.RECEIVED);
    }

    @Test
    void redeliveryMakesTheAcknowledgedReadableAgainInOrderBeforeTheRest() {
        String system = pull();
        String visit = newVisit();
        UUID early = send(newVisit(), system);
        ledgers.deliveries().acknowledge(system, early);
        UUID first = send(visit, system);
        UUID second = send(visit, system);
        UUID third = send(visit, system);
        ledgers.deliveries().acknowledge(system, first);
        ledgers.deliveries().acknowledge(system, second);
        Instant from =
                ledgers.deliveries().findInboxItem(system, first).orElseThrow().acceptedAt();

        assertThat(ledgers.deliveries().redeliver(system, from)).isEqualTo(2);
        List<UUID> read = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<Claim> items = ledgers.deliveries().listInbox(system, 10);
            assertThat(items).as("one of a lane at a time").hasSize(1);
            assertThat(items.get(0).possibleDuplicate()).isEqualTo(i < 2);
            read.add(items.get(0).deliveryId());
            ledgers.deliveries().acknowledge(system, items.get(0).deliveryId());
        }
        assertThat(read).containsExactly(first, second, third);
        assertThat(ledgers.receipts().list(hubIdOf(first)))
                .as("one receipt per level")
                .hasSize(2);
    }

    @Test
    void receiptsGoToASenderThatWantsThemAndHaveNoReceiptsThemselves() {
        // The sender of all drafts.
        ledgers.controls().register("hospital", "push-fhir", true, true, 4);
        try {
            UUID id = send(newVisit(), push(4));
            int before = fixture.hints().size();
            deliver(id);

            Hint hint = fixture.hints().get(before);
            assertThat(hint.receiverSystem()).isEqualTo("hospital");
            Claim receipt = ledgers.deliveries().claim(hint.deliveryId()).orElseThrow();
            assertThat(receipt.kind()).isEqualTo(DeliveryKind.RECEIPT);
            ReceiptRow row = LedgerJson.read(new String(receipt.payload(), StandardCharsets.UTF_8), ReceiptRow.class);
            assertThat(row.level()).isEqualTo(ReceiptLevel.RECEIVED);
            assertThat(row.deliveryId()).isEqualTo(id);
            assertThat(row.messageId()).isEqualTo(receipt.messageId());
            ledgers.deliveries().recordDelivered(receipt, "ab", "m");
            assertThat(ledgers.receipts().list(hubIdOf(id)))
                    .as("never a receipt for a receipt")
                    .hasSize(2);

            List<ReceiptRow> kvittens = kvittens(receipt.messageId(), Role.SOCIAL_SERVICES);
            assertThat(kvittens).extracting(ReceiptRow::level).containsExactly(ReceiptLevel.KVITTENS);
            assertThat(kvittens(receipt.messageId(), Role.SOCIAL_SERVICES))
                    .as("once per level")
                    .isEqualTo(kvittens);
            assertThat(ledgers.receipts().list(hubIdOf(id))).hasSize(3);
        } finally {
            ledgers.controls().register("hospital", "none", false, false, 4);
        }
    }

    @Test
    void receiptForAnUnknownMessageIsNotRecorded() {
        assertThat(kvittens(UUID.randomUUID(), Role.SOCIAL_SERVICES)).isEmpty();
    }

    @Test
    void aUnitWithTheMessageInTwoRolesHasAReceiptForEachOfItsDeliveries() {
        String system = push(4);
        IntakeDraft draft = Drafts.of(UUID.randomUUID().toString(), "ab", Drafts.visit(newVisit()));
        IntakeReceipt accepted = ledgers.intake()
                .record(
                        draft,
                        (head, reference, at) -> new IntakeDecision.Accept(
                                Drafts.admitted(head),
                                Stream.of(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE)
                                        .map(role -> new NewDelivery(
                                                new Receiver(system, "small", Drafts.UNIT, role), Set.of(role.code())))
                                        .toList(),
                                List.of(),
                                List.of()));
        List<MessageStatus.DeliveryStatus> both =
                ledgers.messages().find(accepted.hubId()).orElseThrow().deliveries();
        assertThat(both).hasSize(2);
        List<Role> claimed = new ArrayList<>();
        for (int i = 0; i < both.size(); i++) {
            // one lane: the second may be claimed when the first is through
            Claim claim = both.stream()
                    .flatMap(delivery -> ledgers.deliveries().claim(delivery.deliveryId()).stream())
                    .findFirst()
                    .orElseThrow();
            claimed.add(claim.receiver().role());
            assertThat(claim.sections()).containsExactly(claim.receiver().role().code());
            ledgers.deliveries().recordDelivered(claim, "ab", "m");
        }
        assertThat(claimed).containsExactly(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE);

        assertThat(kvittens(draft.messageId(), Role.MUNICIPAL_HEALTH_CARE))
                .extracting(ReceiptRow::role)
                .containsExactly(Role.MUNICIPAL_HEALTH_CARE);
        assertThat(kvittens(draft.messageId(), Role.LSS))
                .as("in none of them: for both")
                .hasSize(2);
        assertThat(ledgers.receipts().list(accepted.hubId()))
                .extracting(row -> row.level() + " " + row.role())
                .containsExactlyInAnyOrder(
                        "ACCEPTED null",
                        "RECEIVED SOCIAL_SERVICES",
                        "RECEIVED MUNICIPAL_HEALTH_CARE",
                        "KVITTENS MUNICIPAL_HEALTH_CARE",
                        "KVITTENS SOCIAL_SERVICES");
    }

    private List<ReceiptRow> kvittens(UUID messageId, Role role) {
        return ledgers.receipts().record(messageId, Drafts.UNIT, role, ReceiptLevel.KVITTENS, ReceiptCode.OK, "");
    }

    @Test
    void payloadThatCannotBeOpenedHoldsItsLaneOnly() {
        String system = push(4);
        UUID broken = send(newVisit(), system);
        fixture.sql()
                .sql("UPDATE payload SET body = set_byte(body, 20, get_byte(body, 20) # 1) WHERE hub_id = ?")
                .param(hubIdOf(broken))
                .update();

        assertThat(ledgers.deliveries().claim(broken)).isEmpty();
        assertThat(stateOf(broken)).isEqualTo(DeliveryState.HELD);
        assertThat(ledgers.deliveries().claim(send(newVisit(), system))).isPresent();
    }

    @Test
    void unknownReceiverIsNotClaimedUntilItIsRegistered() {
        UUID id = send(newVisit(), "not-yet-known");
        assertThat(ledgers.deliveries().claim(id)).isEmpty();

        ledgers.controls().register("not-yet-known", "push-json", true, false, 1);
        assertThat(ledgers.deliveries().claim(id)).isPresent();
    }

    @Test
    void whatWaitsIsCountedByReceiverAndState() {
        String system = push(4);
        deliver(send(newVisit(), system));
        send(newVisit(), system);

        assertThat(ledgers.messages().countWaiting().get(system)).isEqualTo(Map.of("READY", 1L));
    }

    @Test
    void snapshotsAreKeptAndTheLastActivatedIsInForce() {
        assertThat(ledgers.configurations().findActiveHash()).isEmpty();
        ledgers.configurations().activate("aa", new byte[] {1}, "admin");
        ledgers.configurations().activate("bb", new byte[] {2}, "admin");
        ledgers.configurations().activate("aa", new byte[] {1}, "admin");

        assertThat(ledgers.configurations().findActiveHash()).contains("aa");
        assertThat(ledgers.configurations().findContent("bb"))
                .hasValueSatisfying(content -> assertThat(content).containsExactly(2));
        assertThat(ledgers.configurations().findContent("cc")).isEmpty();
    }

    private static String push(int concurrency) {
        String system = "push-" + NUMBER.incrementAndGet();
        ledgers.controls().register(system, "push-json", true, false, concurrency);
        return system;
    }

    private static String pull() {
        String system = "pull-" + NUMBER.incrementAndGet();
        ledgers.controls().register(system, "pull", false, false, 4);
        return system;
    }

    private static String newVisit() {
        return "visit-" + NUMBER.incrementAndGet();
    }

    private static UUID send(String visit, String system) {
        IntakeDraft draft = Drafts.of("m-" + NUMBER.incrementAndGet(), "aa", Drafts.visit(visit));
        ledgers.intake().record(draft, Drafts.to(system));
        return fixture.sql()
                .sql("SELECT id FROM delivery WHERE hub_id = ?")
                .param(draft.hubId())
                .query(UUID.class)
                .single();
    }

    private static void deliver(UUID id) {
        ledgers.deliveries().recordDelivered(ledgers.deliveries().claim(id).orElseThrow(), "ab", "m");
    }

    private static List<UUID> headsOf(String system) {
        return fixture.sql()
                .sql("SELECT id FROM delivery WHERE receiver_system = ? AND state = 'READY' AND head")
                .param(system)
                .query(UUID.class)
                .list();
    }

    private static List<Hint> sweepOf(String system) {
        return ledgers.deliveries().sweep(10_000, 0).stream()
                .filter(hint -> hint.receiverSystem().equals(system))
                .toList();
    }

    private static List<UUID> inbox(String system) {
        return ledgers.deliveries().listInbox(system, 10).stream()
                .map(Claim::deliveryId)
                .toList();
    }

    private static DeliveryState stateOf(UUID id) {
        return DeliveryState.valueOf(fixture.sql()
                .sql("SELECT state FROM delivery WHERE id = ?")
                .param(id)
                .query(String.class)
                .single());
    }

    private static UUID hubIdOf(UUID id) {
        return fixture.sql()
                .sql("SELECT hub_id FROM delivery WHERE id = ?")
                .param(id)
                .query(UUID.class)
                .single();
    }
}
