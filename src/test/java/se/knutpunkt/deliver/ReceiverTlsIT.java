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
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.MessageStatus.DeliveryStatus;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.security.DemoAuthority;

/** TLS towards receivers: both sides show a certificate, and what cannot be agreed is an outage with a code of its own. */
class ReceiverTlsIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String PASSWORD = "only-for-this-test";
    private static final String TLS_FAILED = "HUB-509";

    @TempDir
    static Path data;

    private static WireMockServer strict;
    private static WireMockServer stranger;
    private static DeliverFixture hub;

    @BeforeAll
    static void start() throws Exception {
        DemoAuthority trusted = DemoAuthority.create(Clock.systemUTC());
        DemoAuthority other = DemoAuthority.create(Clock.systemUTC());
        DemoAuthority.Issued right = trusted.issueClient("Knutpunkt", "Navet", "SE2321000131-SYNHUB");
        DemoAuthority.Issued wrong = other.issueClient("Knutpunkt", "Navet", "SE2321000131-SYNHUB");
        KeyStore trust = trustStore(trusted);
        strict = started(server(trusted, trust).needClientAuth(true));
        stranger = started(server(other, trust));
        hub = new DeliverFixture(
                data.resolve("hub"),
                Map.of(
                        "hub.credentials.right.keystore",
                        write("right", keyStore(right)),
                        "hub.credentials.right.keystore-password",
                        PASSWORD,
                        "hub.credentials.wrong.keystore",
                        write("wrong", keyStore(wrong)),
                        "hub.credentials.wrong.keystore-password",
                        PASSWORD),
                Optional.of(trust),
                Clock.systemUTC());
        hub.activate(List.of(
                system("right", "https://localhost:" + strict.httpsPort(), "right"),
                system("no-cert", "https://localhost:" + strict.httpsPort(), ""),
                system("wrong-cert", "https://localhost:" + strict.httpsPort(), "wrong"),
                // the certificate is for localhost, 127.0.0.1 and ::1
                system("wrong-host", "https://127.0.0.2:" + strict.httpsPort(), "right"),
                system("wrong-authority", "https://localhost:" + stranger.httpsPort(), "right")));
    }

    @AfterAll
    static void stop() {
        hub.close();
        strict.stop();
        stranger.stop();
    }

    @Test
    void receiverThatDemandsTheHubsCertificateGetsTheMessage() {
        IntakeReceipt receipt = hub.accept("v-right", "right");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(delivery(receipt).state()).isEqualTo(DeliveryState.DELIVERED));
        assertThat(delivery(receipt).attempts()).isEqualTo(1);
        assertThat(strict.findAll(postRequestedFor(urlEqualTo("/right")))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cert", "wrong-cert", "wrong-host", "wrong-authority"})
    void certificateThatIsNotAgreedOnSendsNothingAndTheMessageWaits(String system) {
        IntakeReceipt receipt = hub.accept("v-" + system, system);
        await().atMost(SOON).untilAsserted(() -> {
            DeliveryStatus delivery = delivery(receipt);
            assertThat(delivery.attempts()).isPositive();
            assertThat(delivery.state()).isEqualTo(DeliveryState.READY);
            assertThat(delivery.errorNumber()).isEqualTo(TLS_FAILED);
            assertThat(delivery.nextAttempt()).isAfter(Instant.EPOCH);
        });
        assertThat(strict.findAll(postRequestedFor(urlEqualTo("/" + system)))).isEmpty();
        assertThat(stranger.findAll(postRequestedFor(anyUrl()))).isEmpty();
    }

    /** The receiver's certificate is looked at before anything is sent. */
    @ParameterizedTest
    @ValueSource(strings = {"wrong-host", "wrong-authority"})
    void whatWasNeverSentIsNoPossibleDuplicate(String system) {
        IntakeReceipt receipt = hub.accept("v-never-" + system, system);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(delivery(receipt).attempts()).isGreaterThan(1));
        assertThat(hub.database
                        .sql()
                        .sql("SELECT possible_duplicate FROM delivery WHERE id = ?")
                        .param(delivery(receipt).deliveryId())
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    private static DeliveryStatus delivery(IntakeReceipt receipt) {
        return hub.status(receipt).deliveries().get(0);
    }

    private static HubSystem system(String id, String base, String credential) {
        Outbound outbound = new Outbound(
                Outbound.Channel.PUSH_JSON,
                Format.EVENT_JSON,
                "",
                base + "/" + id,
                credential,
                Set.of(),
                false,
                true,
                Duration.ofSeconds(10),
                1,
                0,
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                1_000);
        return new HubSystem(id, HsaId.of("SE2321000131-SYN" + id.replace("-", "")), id, Set.of(), null, outbound);
    }

    /** An HTTPS server whose certificate comes from {@code authority}, and which trusts what the hub trusts. */
    private static WireMockConfiguration server(DemoAuthority authority, KeyStore trust) throws Exception {
        DemoAuthority.Issued own = authority.issueServer();
        return wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(write("server-" + own.certificate().getSerialNumber(), keyStore(own)))
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .trustStoreType("PKCS12")
                .trustStorePath(write("trust-" + own.certificate().getSerialNumber(), trust))
                .trustStorePassword(PASSWORD);
    }

    private static WireMockServer started(WireMockConfiguration configuration) {
        WireMockServer server = new WireMockServer(configuration);
        server.start();
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(202)));
        return server;
    }

    private static KeyStore keyStore(DemoAuthority.Issued issued) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(
                "key", issued.key(), PASSWORD.toCharArray(), new java.security.cert.Certificate[] {issued.certificate()
                });
        return store;
    }

    private static KeyStore trustStore(DemoAuthority authority) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", authority.certificate());
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String write(String name, KeyStore store) throws GeneralSecurityException, IOException {
        Path file = data.resolve(name + ".p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file.toString();
    }
}
