package se.knutpunkt.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.MessageStatus;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.simulate.Behaviour;
import se.knutpunkt.simulate.Behaviour.Kind;
import se.knutpunkt.simulate.PartyCounts;
import se.knutpunkt.simulate.SimulatedParties;

/**
 * Promise 4 of the architecture: of 49 receivers, one and then ten behave in every bad way, and the others get everything while they
 * do. When they are well again they get theirs, and nothing comes twice unmarked.
 */
class IsolationIT {

    private static final int RECEIVERS = 49;
    /** More for each bad receiver than it may have under way at once, so that all it can hold is held. */
    private static final int CASES = 4;

    private static final int CONCURRENCY = 2;

    @TempDir
    static Path data;

    private static SimulatedParties parties;
    private static DeliverFixture hub;
    private static List<String> receivers;

    @BeforeAll
    static void start() throws Exception {
        parties = new SimulatedParties(new TimeOrderedIds(), Clock.systemUTC());
        String url = parties.start(0);
        hub = new DeliverFixture(data);
        receivers = IntStream.rangeClosed(1, RECEIVERS)
                .mapToObj(number -> "receiver-" + number)
                .toList();
        hub.activate(receivers.stream().map(id -> system(id, url)).toList());
    }

    @AfterAll
    static void stop() {
        hub.close();
        parties.close();
    }

    static Stream<Arguments> everyBadWay() {
        return Stream.of(
                        Kind.HANG,
                        Kind.REFUSE,
                        Kind.TRANSIENT,
                        Kind.FAIL,
                        Kind.RESET,
                        Kind.GONE,
                        Kind.GARBAGE,
                        Kind.DRIP,
                        Kind.FLOOD)
                .flatMap(kind -> Stream.of(1, 10).map(bad -> Arguments.of(kind, bad)));
    }

    @ParameterizedTest(name = "{0} by {1} of 49")
    @MethodSource("everyBadWay")
    void othersGetEverythingMeanwhile(Kind kind, int bad) {
        // others than the last time, so that no circuit is open from before
        List<String> ill = pick(kind, bad);
        List<Long> before = duplicates(receivers);
        ill.forEach(id -> parties.behave(id, Behaviour.of(kind)));
        List<IntakeReceipt> accepted = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            accepted.add(hub.accept("v-" + kind + "-" + bad + "-" + i, receivers.toArray(String[]::new)));
        }

        accepted.forEach(receipt -> await(kind + " hinders others")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(undelivered(receipt)).isSubsetOf(ill)));
        assertThat(accepted)
                .as("the ill ones are still ill")
                .allSatisfy(receipt -> assertThat(undelivered(receipt)).containsExactlyInAnyOrderElementsOf(ill));

        ill.forEach(id -> {
            parties.beWell(id);
            hub.ledgers.controls().tryNow(id, "test");
        });
        if (kind == Kind.REFUSE) {
            assertThat(accepted)
                    .allSatisfy(receipt -> await().atMost(Duration.ofSeconds(60))
                            .untilAsserted(
                                    () -> assertThat(states(receipt, ill)).containsOnly(DeliveryState.HELD)));
        } else {
            accepted.forEach(receipt -> await("after " + kind)
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(undelivered(receipt)).isEmpty()));
        }
        assertThat(duplicates(receivers)).as("twice and not marked").isEqualTo(before);
    }

    private static List<String> pick(Kind kind, int bad) {
        int first = kind.ordinal() * 5;
        return IntStream.range(first, first + bad)
                .mapToObj(number -> receivers.get(number % RECEIVERS))
                .toList();
    }

    private static List<String> undelivered(IntakeReceipt receipt) {
        return hub.status(receipt).deliveries().stream()
                .filter(delivery -> delivery.state() != DeliveryState.DELIVERED)
                .map(delivery -> delivery.receiver().systemId())
                .toList();
    }

    private static List<DeliveryState> states(IntakeReceipt receipt, List<String> systems) {
        return hub.status(receipt).deliveries().stream()
                .filter(delivery -> systems.contains(delivery.receiver().systemId()))
                .map(MessageStatus.DeliveryStatus::state)
                .toList();
    }

    private static List<Long> duplicates(List<String> systems) {
        return systems.stream()
                .map(parties::counts)
                .map(PartyCounts::duplicates)
                .toList();
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
                Duration.ofSeconds(2),
                CONCURRENCY,
                20,
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                5);
        return new HubSystem(id, HsaId.of("SE2321000131-SYN" + id.replace("-", "")), id, Set.of(), null, outbound);
    }
}
