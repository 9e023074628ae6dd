package se.knutpunkt.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.LedgerFixture;

/** The whole hub in this process, with a database behind a wire that can be cut, a clock that can be set, and one receiver. */
final class FaultyHub implements AutoCloseable {

    static final int CONNECTIONS = 4;

    private static final SetClock CLOCK = new SetClock();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final DatabaseAddress database = LedgerFixture.createDatabase();
    final TcpProxy wire;
    final WireMockServer receiver = new WireMockServer(wireMockConfig().dynamicPort());
    final ConfigurableApplicationContext context;

    final Path data;

    /** Comes before the hub's own clock wherever one is asked for. */
    @Configuration(proxyBeanMethods = false)
    static class WrongClock {

        @Bean
        @Primary
        Clock setClock() {
            return CLOCK;
        }
    }

    FaultyHub() throws IOException {
        this(Map.of());
    }

    FaultyHub(Map<String, String> more) throws IOException {
        URI url = URI.create(database.url().substring("jdbc:".length()));
        wire = new TcpProxy(new InetSocketAddress(url.getHost(), url.getPort()));
        receiver.start();
        answerAfter(Duration.ZERO);
        data = Files.createTempDirectory(Path.of("target"), "faulty-");
        Map<String, String> settings = new HashMap<>();
        settings.put("hub.demo", "true");
        settings.put("hub.data", data.toString());
        settings.put("hub.database.url", "jdbc:postgresql://127.0.0.1:" + wire.port() + url.getPath());
        settings.put("hub.database.user", database.user());
        settings.put("hub.database.password", database.password());
        settings.put("hub.database.connections", Integer.toString(CONNECTIONS));
        settings.put("HUB_SIMULATOR_BASE", receiver.baseUrl());
        settings.put("hub.credentials.hub-client-certificate.bearer", "only-for-this-test");
        settings.put("hub.credentials.samsa-token.bearer", "only-for-this-test");
        for (String port : List.of("server.port", "hub.https.port", "hub.mllp.port", "hub.mllp.tls-port")) {
            settings.put(port, "0");
        }
        settings.putAll(more);
        context = new SpringApplication(HubApplication.class, WrongClock.class)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    String token(String systemId) {
        return DemoTokens.read(data).get(systemId);
    }

    int httpPort() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    SetClock clock() {
        return CLOCK;
    }

    void answerAfter(Duration time) {
        receiver.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(202).withFixedDelay((int) time.toMillis())));
    }

    HttpResponse<String> send(UUID messageId) throws IOException, InterruptedException {
        return send(SlowReceiver.message(messageId));
    }

    HttpResponse<String> send(byte[] message) throws IOException, InterruptedException {
        return CLIENT.send(
                request("/api/v1/messages")
                        .header("Authorization", "Bearer " + token(SlowReceiver.SENDER))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    boolean isReady() throws IOException, InterruptedException {
        return get("/actuator/health/readiness").statusCode() == 200;
    }

    /** Rows of the ledger, past the wire. */
    JdbcClient sql() {
        return JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                database.url(), database.user(), database.password()));
    }

    List<LoggedRequest> requests() {
        return receiver.findAll(postRequestedFor(urlEqualTo("/event/" + SlowReceiver.SYSTEM)));
    }

    boolean hasAll(Collection<String> messageIds) {
        return requests().stream()
                .map(request -> request.getHeader("X-Hub-Message-Id"))
                .collect(Collectors.toSet())
                .containsAll(messageIds);
    }

    /** Every message came to the receiver, and what came again said so. */
    void requireOnceUnmarked(Collection<String> messageIds) {
        assertThat(requests().stream()
                        .filter(request -> request.getHeader("X-Hub-Possible-Duplicate") == null)
                        .map(request -> request.getHeader("X-Hub-Message-Id"))
                        .filter(messageIds::contains))
                .doesNotHaveDuplicates();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort() + path))
                .timeout(Duration.ofSeconds(60));
    }

    @Override
    public void close() throws IOException {
        wire.open();
        context.close();
        receiver.stop();
        wire.close();
    }
}
