package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.queue.EmbeddedBroker;

/** The whole hub while what it stands on breaks: nothing accepted is lost, the sender is told to try later, and it heals by itself. */
class ResourceFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static FaultyHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = new FaultyHub();
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    @AfterEach
    void mend() {
        hub.wire.open();
        hub.answerAfter(Duration.ZERO);
    }

    @Test
    void whileTheDatabaseIsAwayTheSenderIsToldToTryLaterAndTheSameMessageIsTakenAfterwards() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] message = SlowReceiver.message(id);
        hub.wire.cut();

        requireTryLater(hub.send(message), "HUB-403");
        assertThat(hub.get("/actuator/health").statusCode()).isEqualTo(503);

        hub.wire.open();
        await().atMost(SOON).until(() -> hub.send(message).statusCode() == 200);
        await().atMost(SOON).until(() -> hub.hasAll(Set.of(id.toString())));
        assertThat(countMessages(id)).isEqualTo(1);
    }

    @Test
    void theDatabaseGoneInTheMiddleOfTheTransactionLeavesNothingHalf() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] message = SlowReceiver.message(id);
        hub.wire.cutWhenClientSays(id.toString());

        HttpResponse<String> answer = hub.send(message);

        assertThat(hub.wire.isWaitingForWord()).as("cut").isFalse();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await().atMost(SOON).until(() -> hub.hasAll(Set.of(id.toString())));
        assertThat(countMessages(id)).isEqualTo(1);
        assertThat(countDeliveries(id)).isEqualTo(1);
    }

    @Test
    void theDatabaseGoneBeforeItsAnswerToTheCommitMakesNoSecondMessage() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] message = SlowReceiver.message(id);
        hub.wire.cutWhenServerAnswers(id.toString(), "COMMIT");

        HttpResponse<String> answer = hub.send(message);

        assertThat(hub.wire.isWaitingForWord()).as("cut").isFalse();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("duplicate").asBoolean()).isFalse();
        await().atMost(SOON).until(() -> hub.hasAll(Set.of(id.toString())));
        assertThat(countMessages(id)).isEqualTo(1);
        assertThat(countDeliveries(id)).isEqualTo(1);
    }

    @Test
    void theDatabaseGoneWhileMessagesAreClaimedAndSentLosesNoneAndDoublesNoneUnmarked() throws Exception {
        hub.answerAfter(Duration.ofMillis(500));
        Set<String> accepted = sendAll(12);
        int before = hub.requests().size();
        await().atMost(SOON).until(() -> hub.requests().size() > before || hub.hasAll(accepted));
        assertThat(hub.hasAll(accepted)).as("cut before all were sent").isFalse();
        hub.wire.cut();
        // what is under way is answered by the receiver, and cannot be recorded
        await().atMost(SOON)
                .until(() -> hub.receiver.getAllServeEvents().stream()
                        .allMatch(event -> event.getResponse() != null && event.getTiming() != null));

        hub.wire.open();

        await().atMost(SOON).until(() -> hub.hasAll(accepted) && countOpen(accepted) == 0);
        hub.requireOnceUnmarked(accepted);
    }

    @Test
    void aSlowDatabaseMakesTheHubSlowAndNothingElse() throws Exception {
        int late = hub.wire.countPassedLate();
        hub.wire.delay(150);

        Set<String> accepted = sendAll(3);

        assertThat(hub.isReady()).isTrue();
        await().atMost(SOON).until(() -> hub.hasAll(accepted));
        assertThat(hub.wire.countPassedLate()).as("slowed down").isGreaterThan(late + 3);
        hub.requireOnceUnmarked(accepted);
    }

    @Test
    void noFreeConnectionOfTheServerMeansTryLaterUntilThereIsOne() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] message = SlowReceiver.message(id);
        hub.wire.cut();
        List<Connection> taken = takeAllConnections();
        try {
            hub.wire.open();
            requireTryLater(hub.send(message), "HUB-403");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        await().atMost(SOON).until(() -> hub.send(message).statusCode() == 200);
        await().atMost(SOON).until(() -> hub.hasAll(Set.of(id.toString())));
    }

    @Test
    void moreThanThePoolHoldsWaitOrAreToldToTryLaterAndNoneIsLost() throws Exception {
        int count = 3 * FaultyHub.CONNECTIONS;
        ExecutorService senders = Executors.newFixedThreadPool(count);
        List<byte[]> messages = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<Future<Integer>> answers = new ArrayList<>();
        try (Connection lock = connect();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < count; i++) {
                UUID id = UUID.randomUUID();
                ids.add(id.toString());
                byte[] message = SlowReceiver.message(id);
                messages.add(message);
                answers.add(senders.submit(() -> hub.send(message).statusCode()));
            }
            await().atMost(SOON)
                    .until(() -> answers.stream().filter(Future::isDone).count() > 0);
            lock.rollback();
            List<Integer> codes = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                codes.add(answer.get());
            }
            assertThat(codes).as("the pool was exhausted").contains(503).containsOnly(200, 503);
        } finally {
            senders.shutdownNow();
        }
        for (byte[] message : messages) {
            await().atMost(SOON).until(() -> hub.send(message).statusCode() == 200);
        }
        await().atMost(SOON).until(() -> hub.hasAll(ids));
        hub.requireOnceUnmarked(ids);
        for (String id : ids) {
            assertThat(countDeliveries(UUID.fromString(id))).isEqualTo(1);
        }
    }

    @Test
    void withoutABrokerTheHubTakesMessagesAndSaysThatItIsDegraded() throws Exception {
        EmbeddedBroker broker = hub.context.getBean(EmbeddedBroker.class);
        broker.stop();
        Set<String> accepted;
        try {
            accepted = sendAll(3);
            await().atMost(SOON).until(() -> hub.get("/actuator/health").body().contains("DEGRADED"));
            assertThat(hub.isReady()).isTrue();
        } finally {
            broker.start();
        }
        await().atMost(SOON).until(() -> hub.hasAll(accepted));
        await().atMost(SOON).until(() -> !hub.get("/actuator/health").body().contains("DEGRADED"));
    }

    @Test
    void aClockThatJumpsMakesTheNodeNotReadyAndNothingGoesBackInAnEpisode() throws Exception {
        UUID first = UUID.randomUUID();
        assertThat(hub.send(first).statusCode()).isEqualTo(200);
        for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            UUID later = UUID.randomUUID();
            hub.clock().jump(jump);
            try {
                await().atMost(SOON).until(() -> !hub.isReady());
                assertThat(offsetMillis()).isBetween(jump.toMillis() - 60_000, jump.toMillis() + 60_000);
                requireTryLater(hub.send(later), "HUB-019");
            } finally {
                hub.clock().jump(jump.negated());
            }
            await().atMost(SOON).until(hub::isReady);
            assertThat(hub.send(later).statusCode()).isEqualTo(200);
        }
        assertThat(Math.abs(offsetMillis())).isLessThan(1_000);
        List<Instant> accepted = hub.sql()
                .sql("SELECT accepted_at FROM delivery WHERE kind = 'MESSAGE' ORDER BY hub_id")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .list();
        assertThat(accepted)
                .as("in the order of the hub's ids")
                .hasSizeGreaterThanOrEqualTo(3)
                .isSorted();
    }

    private static void requireTryLater(HttpResponse<String> answer, String number) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains(number).contains("transient-error");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static Set<String> sendAll(int count) throws Exception {
        Set<String> accepted = new HashSet<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            HttpResponse<String> answer = hub.send(id);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            accepted.add(id.toString());
        }
        return accepted;
    }

    /** Every place the server has, until it says that there is none. */
    private static List<Connection> takeAllConnections() {
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            try {
                taken.add(connect());
            } catch (SQLException full) {
                assertThat(full.getSQLState()).isEqualTo("53300");
                return taken;
            }
        }
        throw new AssertionError("the server has places without end");
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(hub.database.url(), hub.database.user(), hub.database.password());
    }

    private static long countMessages(UUID id) {
        return count("SELECT count(*) FROM message WHERE sender_message_id = ?", id.toString());
    }

    private static long countDeliveries(UUID id) {
        return count(
                "SELECT count(*) FROM delivery d JOIN message m ON m.hub_id = d.hub_id"
                        + " WHERE m.sender_message_id = ? AND d.kind = 'MESSAGE'",
                id.toString());
    }

    private static long countOpen(Set<String> ids) {
        return ids.stream()
                .mapToLong(id -> count(
                        "SELECT count(*) FROM delivery d JOIN message m ON m.hub_id = d.hub_id"
                                + " WHERE m.sender_message_id = ? AND d.state <> 'DELIVERED' AND d.kind = 'MESSAGE'",
                        id))
                .sum();
    }

    private static long count(String sql, String parameter) {
        return hub.sql().sql(sql).param(parameter).query(Long.class).single();
    }

    private static long offsetMillis() {
        return hub.sql()
                .sql("SELECT clock_offset_ms FROM node ORDER BY started_at DESC LIMIT 1")
                .query(Long.class)
                .single();
    }
}
