package se.knutpunkt.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.message.FaultPoint;

/** A replay whose hub is killed between any two of its steps goes on exactly where it was: each of its deliveries goes once more, none twice. */
@Tag("long")
class ReplayCrashIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long SEED = 12;
    private static final int EPISODES = 120;
    private static final Set<FaultPoint> REPLAYING = EnumSet.of(FaultPoint.REPLAY_BATCH, FaultPoint.REPLAY_HINTS);
    private static final String NAME = "replayer";
    private static final String PASSWORD = "only for the test of replays";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void itGoesOnWhereItWas() {
        System.out.printf("Replay crash test, seed %d%n", SEED);
        Map<String, String> operator =
                Map.of("hub.console.first-administrator", NAME, "hub.console.first-password", PASSWORD);
        try (HubUnderFire fire = new HubUnderFire(folder, Optional.empty(), operator)) {
            fire.start();
            Instant from = Instant.now().minus(1, ChronoUnit.HOURS);
            deliver(fire);
            int round = 0;
            boolean measured = Integer.getInteger("replay.deliveries") != null;
            for (FaultPoint point : measured ? EnumSet.noneOf(FaultPoint.class) : REPLAYING) {
                round++;
                killAt(point, fire, from, round);
            }
            many(fire, Integer.getInteger("replay.deliveries", 1_000));
            assertThat(fire.receivers().countUnmarkedDoubles()).isZero();
        }
    }

    /** How long many take; with {@code -Dreplay.deliveries} nothing is killed before. docs/measured.md has what ten thousand took. */
    private void many(HubUnderFire fire, int deliveries) {
        fire.ledger().multiplyDelivered(deliveries);
        System.out.printf("Replaying %d deliveries%n", deliveries);
        Instant now = Instant.now();
        String selection = "{\"from\":\"" + now.minus(4, ChronoUnit.HOURS) + "\",\"to\":\""
                + now.minus(2, ChronoUnit.HOURS) + "\"}";
        String id = post(
                        fire,
                        "",
                        "{\"kind\":\"RESEND\",\"selection\":" + selection + ",\"expected\":" + deliveries
                                + ",\"typed\":" + deliveries + ",\"reason\":\"how long it takes\"}")
                .path("id")
                .asText();
        JsonNode done = awaitDone(fire, id);
        assertThat(done.at("/counts/DELIVERED").asInt()).as(done.toString()).isEqualTo(deliveries);
        System.out.printf(
                "%d deliveries in %d ms%n",
                deliveries,
                Duration.between(
                                Instant.parse(done.path("createdAt").asText()),
                                Instant.parse(done.path("endedAt").asText()))
                        .toMillis());
    }

    private JsonNode awaitDone(HubUnderFire fire, String id) {
        Awaitility.await("replay done")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> send(fire, "/" + id, HttpRequest.newBuilder().GET())
                        .path("state")
                        .asText()
                        .equals("DONE"));
        return send(fire, "/" + id, HttpRequest.newBuilder().GET());
    }

    private void killAt(FaultPoint point, HubUnderFire fire, Instant from, int round) {
        String selection = "{\"from\":\"" + from + "\"}";
        int chosen = post(fire, "/preview", "{\"kind\":\"RESEND\",\"selection\":" + selection + "}")
                .path("deliveries")
                .asInt();
        assertThat(chosen).as("more than one batch").isGreaterThan(200);
        fire.faults().arm(EnumSet.of(point));
        String id = post(
                        fire,
                        "",
                        "{\"kind\":\"RESEND\",\"selection\":" + selection + ",\"expected\":" + chosen + ",\"typed\":"
                                + chosen + ",\"reason\":\"the receivers lost them\"}")
                .path("id")
                .asText();
        fire.faults().awaitHeld(EnumSet.of(point), LIMIT);

        fire.hub().kill();
        fire.faults().release();
        fire.hub().start();
        fire.hub().awaitReady();

        JsonNode counts = awaitDone(fire, id).path("counts");
        assertThat(counts.path("DELIVERED").asInt() + counts.path("IN_INBOX").asInt())
                .as(point + ": " + counts)
                .isEqualTo(chosen);
        assertThat(fire.ledger().countNotRepeated(round))
                .as("repeated " + round + " times, after " + point)
                .isZero();
    }

    /** Some hundred deliveries, all done. */
    private static void deliver(HubUnderFire fire) {
        Promises promises = new Promises(fire.receivers());
        try (SenderClient sender = new SenderClient(fire.hub().url(), fire.hub().mllpPort())) {
            Senders senders = new Senders(sender, fire.writer(), promises, fire.episodes(EPISODES, SEED));
            senders.start(6);
            Awaitility.await("sent")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(senders::areOutOfWork);
            senders.stop();
            Awaitility.await("delivered")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> senders.areDone()
                            && promises.countInFlight() == 0
                            && fire.ledger().countUnderWay() == 0);
        }
    }

    private JsonNode post(HubUnderFire fire, String path, String body) {
        return send(
                fire,
                path,
                HttpRequest.newBuilder()
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json"));
    }

    private JsonNode send(HubUnderFire fire, String path, HttpRequest.Builder request) {
        String login = Base64.getEncoder().encodeToString((NAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> answer = client.send(
                    request.uri(URI.create(fire.hub().url() + "/api/v1/ops/replays" + path))
                            .header("Authorization", "Basic " + login)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
            return JSON.readTree(answer.body());
        } catch (IOException away) {
            throw new AssertionError(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
