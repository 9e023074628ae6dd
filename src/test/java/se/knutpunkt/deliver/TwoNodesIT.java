package se.knutpunkt.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.MessageStatus.DeliveryStatus;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.simulate.SimulatedParties;

/** Two nodes at work on one ledger and one broker: order, and what an operator decides on one of them. */
class TwoNodesIT {

    private static final Duration SOON = Duration.ofSeconds(180);
    private static final int EPISODES = 500;
    /** Pairs of threads that accept at once, one of each pair on either node. */
    private static final int PAIRS = 3;

    @TempDir
    static Path data;

    private static SimulatedParties parties;
    private static DeliverFixture one;
    private static DeliverFixture other;

    @BeforeAll
    static void start() throws Exception {
        parties = new SimulatedParties(new TimeOrderedIds(), Clock.systemUTC());
        String url = parties.start(0);
        one = new DeliverFixture(data);
        other = DeliverFixture.beside(one);
        List<HubSystem> systems =
                List.of(system("poisoned", url), system("paused", url), system("broken", url), system("beside", url));
        one.activate(systems);
        other.activate(systems);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
        parties.close();
    }

    @Test
    void aPoisonedMessageHoldsItsOwnLaneAndTheRestKeepsItsOrderThroughBothNodes() throws Exception {
        one.ledgers.controls().pause("poisoned", "test", "nothing is sent before the poison is known", null);
        IntakeReceipt poison = one.accept("episode-0", "poisoned");
        parties.poison(poison.messageId().toString());
        other.ledgers.controls().resume("poisoned", "test", "");

        List<IntakeReceipt> accepted = acceptInPairs("poisoned");
        accepted.add(poison);
        Map<String, List<String>> inOrder = inAcceptedOrder(accepted);
        assertThat(inOrder).hasSize(EPISODES);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(count("poisoned", DeliveryState.DELIVERED)).isEqualTo(2 * (EPISODES - 1)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(delivery(poison).state()).isEqualTo(DeliveryState.HELD));
        assertThat(lane(accepted, poison))
                .filteredOn(DeliveryStatus::behindHeldHead)
                .hasSize(2);
        assertThat(nodesThatDelivered("poisoned")).as("both had a share").hasSize(2);

        parties.heal(poison.messageId().toString());
        assertThat(other.ledgers
                        .deliveries()
                        .tryAgain(delivery(poison).deliveryId(), "test", "the receiver has mended it"))
                .isTrue();

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(count("poisoned", DeliveryState.DELIVERED)).isEqualTo(2 * EPISODES + 1));
        assertThat(parties.listOrderErrors(inOrder)).isEmpty();
        assertThat(parties.counts("poisoned").received()).isEqualTo(2 * EPISODES + 1L);
        assertThat(parties.counts("poisoned").duplicates()).isZero();
        Map<String, List<String>> backwards = new HashMap<>();
        inOrder.forEach((episode, ids) -> {
            List<String> turned = new ArrayList<>(ids);
            Collections.reverse(turned);
            backwards.put(episode, turned);
        });
        assertThat(parties.listOrderErrors(backwards))
                .as("the count of the receivers sees every episode")
                .hasSizeGreaterThanOrEqualTo(EPISODES);
    }

    @Test
    void aPauseHoldsOnBothNodesAtOnceAndTheOtherMayEndIt() {
        List<IntakeReceipt> before = acceptOnBoth("before-pause", 5, "paused");
        awaitDelivered(before);

        one.ledgers.controls().pause("paused", "test", "planned work", null);
        OffsetDateTime paused = databaseTime();
        List<IntakeReceipt> accepted = acceptOnBoth("pause", 20, "paused", "beside");

        awaitAll(accepted, "beside");
        assertThat(claimsSince("paused", paused)).isZero();
        assertThat(claimsSince("beside", paused)).isPositive();

        other.ledgers.controls().resume("paused", "test", "done");
        awaitDelivered(accepted);
    }

    @Test
    void aCircuitOpensAndClosesOnBothNodesAtOnce() {
        one.ledgers.controls().recordOutage("broken", 1, Duration.ofHours(1));
        OffsetDateTime opened = databaseTime();
        List<IntakeReceipt> accepted = acceptOnBoth("circuit", 20, "broken", "beside");

        awaitAll(accepted, "beside");
        assertThat(claimsSince("broken", opened)).isZero();

        other.ledgers.controls().tryNow("broken", "test");
        awaitDelivered(accepted);
        assertThat(one.database
                        .sql()
                        .sql("SELECT open_until IS NULL AND failures = 0 FROM control WHERE system_id = 'broken'")
                        .query(Boolean.class)
                        .single())
                .as("closed by the probe, for every node")
                .isTrue();
    }

    /** Two messages of every episode, accepted at the same moment by a thread on either node. */
    private static List<IntakeReceipt> acceptInPairs(String system) throws Exception {
        List<IntakeReceipt> accepted = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(2 * PAIRS);
        try {
            List<Future<?>> senders = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                CyclicBarrier together = new CyclicBarrier(2);
                int first = pair;
                for (DeliverFixture node : List.of(one, other)) {
                    senders.add(threads.submit(() -> {
                        for (int episode = first; episode < EPISODES; episode += PAIRS) {
                            together.await();
                            accepted.add(node.accept("episode-" + episode, system));
                        }
                        return null;
                    }));
                }
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return accepted;
    }

    private static List<IntakeReceipt> acceptOnBoth(String visit, int count, String... systems) {
        List<IntakeReceipt> accepted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accepted.add((i % 2 == 0 ? one : other).accept(visit + i, systems));
        }
        return accepted;
    }

    private static Map<String, List<String>> inAcceptedOrder(List<IntakeReceipt> accepted) {
        Map<String, List<String>> byEpisode = new HashMap<>();
        accepted.stream()
                .sorted(Comparator.comparing(IntakeReceipt::acceptedAt))
                .forEach(receipt -> byEpisode
                        .computeIfAbsent(receipt.episodeId().toString(), episode -> new ArrayList<>())
                        .add(receipt.messageId().toString()));
        return byEpisode;
    }

    private static List<DeliveryStatus> lane(List<IntakeReceipt> accepted, IntakeReceipt of) {
        return accepted.stream()
                .filter(receipt -> receipt.episodeId().equals(of.episodeId()))
                .map(TwoNodesIT::delivery)
                .toList();
    }

    private static void awaitDelivered(List<IntakeReceipt> accepted) {
        accepted.forEach(receipt -> await().atMost(SOON)
                .untilAsserted(() -> assertThat(one.status(receipt).deliveries())
                        .allSatisfy(delivery -> assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED))));
    }

    private static void awaitAll(List<IntakeReceipt> accepted, String system) {
        accepted.forEach(receipt -> await().atMost(SOON)
                .until(() -> parties.has(system, receipt.messageId().toString())));
    }

    private static DeliveryStatus delivery(IntakeReceipt receipt) {
        return other.status(receipt).deliveries().get(0);
    }

    private static int count(String system, DeliveryState state) {
        return one.database
                .sql()
                .sql("SELECT count(*) FROM delivery WHERE receiver_system = ? AND state = ?")
                .params(system, state.name())
                .query(Integer.class)
                .single();
    }

    private static OffsetDateTime databaseTime() {
        return one.database
                .sql()
                .sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single();
    }

    private static int claimsSince(String system, OffsetDateTime from) {
        return one.database
                .sql()
                .sql("SELECT count(*) FROM delivery WHERE receiver_system = ? AND claimed_at > ?")
                .params(system, from)
                .query(Integer.class)
                .single();
    }

    private static List<String> nodesThatDelivered(String system) {
        return one.database
                .sql()
                .sql("SELECT DISTINCT h.node FROM history h JOIN delivery d ON d.id = h.delivery_id"
                        + " WHERE h.step = 'delivered' AND d.receiver_system = ?")
                .param(system)
                .query(String.class)
                .list();
    }

    private static HubSystem system(String id, String url) {
        Outbound outbound = new Outbound(
                Outbound.Channel.PUSH_FHIR,
                Format.FHIR_JSON,
                "",
                url + "/fhir/" + id,
                "",
                Set.of(),
                false,
                false,
                Duration.ofSeconds(20),
                4,
                20,
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                5);
        return new HubSystem(id, HsaId.of("SE2321000131-SYN" + id), id, Set.of(), null, outbound);
    }
}
