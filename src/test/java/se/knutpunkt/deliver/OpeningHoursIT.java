package se.knutpunkt.deliver;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.OpeningHours;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.HsaId;

/** A receiver that is open on working days: what comes at night waits for the morning, and shows that it does. */
class OpeningHoursIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    // far ahead, so that the database's own clock does not end the pause
    private static final Instant FRIDAY_NIGHT = Instant.parse("2099-01-02T22:00:00Z");
    private static final Instant MONDAY_MORNING = Instant.parse("2099-01-05T06:00:00Z");

    @TempDir
    Path data;

    private final AtomicReference<Instant> now = new AtomicReference<>(FRIDAY_NIGHT);
    private final WireMockServer http = new WireMockServer(wireMockConfig().dynamicPort());
    private DeliverFixture hub;

    @BeforeEach
    void start() throws Exception {
        http.start();
        http.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(202)));
        InstantSource clock = now::get;
        hub = new DeliverFixture(data, Map.of(), Optional.empty(), clock.withZone(ZoneOffset.UTC));
        hub.activate(List.of(system("office"), system("always")));
    }

    @AfterEach
    void stop() {
        hub.close();
        http.stop();
    }

    @Test
    void nothingIsSentBeforeTheReceiverOpensAndTheNextAttemptIsItsOpening() {
        IntakeReceipt waiting = hub.accept("v-office", "office");
        await().atMost(SOON).until(() -> pausedUntil().isPresent());
        IntakeReceipt later = hub.accept("v-office-2", "office");
        // one that is open shows that hints have been worked through since
        IntakeReceipt open = hub.accept("v-always", "always");
        await().atMost(SOON).until(() -> state(open) == DeliveryState.DELIVERED);

        assertThat(http.findAll(postRequestedFor(urlEqualTo("/office")))).isEmpty();
        for (IntakeReceipt receipt : List.of(waiting, later)) {
            var delivery = hub.status(receipt).deliveries().get(0);
            assertThat(delivery.state()).isEqualTo(DeliveryState.READY);
            assertThat(delivery.attempts()).isZero();
            assertThat(delivery.nextAttempt()).isEqualTo(MONDAY_MORNING);
        }

        now.set(MONDAY_MORNING);
        // the database's clock goes with it
        hub.database
                .sql()
                .sql("UPDATE control SET paused_until = clock_timestamp()")
                .update();
        await().atMost(SOON).until(() -> state(later) == DeliveryState.DELIVERED);
        await().atMost(SOON).until(() -> state(waiting) == DeliveryState.DELIVERED);
        assertThat(http.findAll(postRequestedFor(urlEqualTo("/office")))).hasSize(2);
    }

    @Test
    void whatAnOperatorHasPausedIsNotOpenedByTheMorning() {
        hub.ledgers.controls().pause("office", "operator", "planned work", null);
        hub.ledgers.controls().close("office", MONDAY_MORNING);
        assertThat(pausedUntil()).isEmpty();
    }

    private Optional<Instant> pausedUntil() {
        return hub.database
                .sql()
                .sql("SELECT paused_until FROM control WHERE system_id = 'office' AND paused_until IS NOT NULL")
                .query(java.time.OffsetDateTime.class)
                .optional()
                .map(java.time.OffsetDateTime::toInstant);
    }

    private DeliveryState state(IntakeReceipt receipt) {
        return hub.status(receipt).deliveries().get(0).state();
    }

    private HubSystem system(String id) {
        OpeningHours office = new OpeningHours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(7, 0), LocalTime.of(17, 0));
        Outbound outbound = new Outbound(
                Outbound.Channel.PUSH_JSON,
                Format.EVENT_JSON,
                "",
                http.baseUrl() + "/" + id,
                "",
                Set.of(),
                false,
                true,
                Duration.ofSeconds(5),
                1,
                0,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                5,
                id.equals("office") ? List.of(office) : List.of(),
                Duration.ofMinutes(30));
        return new HubSystem(id, HsaId.of("SE2321000131-SYN" + id), id, Set.of(), null, outbound);
    }
}
