package se.knutpunkt.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.app.HubApplication;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.ledger.RunFigures;

/** The whole hub with the project's own files, on free ports and a database of its own; started once per JVM. */
public final class HubFixture {

    private static HubFixture running;

    private final ConfigurableApplicationContext context;
    private final JsonNode credentials;
    private final Path data;
    private final WireMockServer receivers = new WireMockServer(wireMockConfig().dynamicPort());

    private HubFixture(Map<String, String> more) {
        try {
            data = Files.createTempDirectory(Path.of("target"), "hub-");
            DatabaseAddress database = LedgerFixture.createDatabase();
            Map<String, Object> settings = new HashMap<>();
            settings.put("hub.demo", "true");
            settings.put("hub.data", data.toString());
            settings.put("hub.database.url", database.url());
            settings.put("hub.database.user", database.user());
            settings.put("hub.database.password", database.password());
            settings.put("hub.configuration", Path.of("").toAbsolutePath().toString());
            settings.put("hub.configuration-watch", "true");
            receivers.start();
            // one answer that every receiver may give, whatever its format
            receivers.stubFor(post(anyUrl()).willReturn(okJson("{\"code\":\"ok\"}")));
            settings.put("HUB_SIMULATOR_BASE", receivers.baseUrl());
            settings.put("hub.credentials.hub-client-certificate.bearer", "only-for-this-test");
            settings.put("hub.credentials.samsa-token.bearer", "only-for-this-test");
            for (String port : new String[] {"server.port", "hub.https.port", "hub.mllp.port", "hub.mllp.tls-port"}) {
                settings.put(port, "0");
            }
            settings.put("hub.mllp.frame-seconds", "2");
            settings.put("hub.http.body-seconds", "5");
            settings.put("server.tomcat.connection-timeout", "2s");
            settings.put("server.tomcat.keep-alive-timeout", "60s");
            settings.putAll(more);
            SpringApplication application = new SpringApplication(HubApplication.class);
            String[] arguments = settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new);
            context = application.run(arguments);
            credentials = new ObjectMapper()
                    .readTree(data.resolve("demo-credentials.json").toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static synchronized HubFixture get() {
        if (running == null) {
            running = new HubFixture(Map.of());
        }
        return running;
    }

    /** A hub of one's own with other settings; to be stopped. */
    public static HubFixture start(Map<String, String> settings) {
        return new HubFixture(settings);
    }

    public void stop() {
        context.close();
        receivers.stop();
    }

    public int httpPort() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    int httpsPort() {
        TomcatWebServer server = (TomcatWebServer) ((ServletWebServerApplicationContext) context).getWebServer();
        for (Connector connector : server.getTomcat().getService().findConnectors()) {
            if (connector.getSecure()) {
                return connector.getLocalPort();
            }
        }
        throw new AssertionError("no connector with TLS");
    }

    int mllpPort() {
        return context.getBean(IntakePorts.class).mllp();
    }

    int mllpsPort() {
        return context.getBean(IntakePorts.class).mllps();
    }

    public String token(String systemId) {
        return credentialsOf(systemId).path("token").asText();
    }

    /** TLS as this system; without a client certificate when it is null. */
    SSLContext tls(String systemId) {
        return TestTls.context(
                Path.of(credentials.path("trustStore").asText()),
                systemId == null
                        ? null
                        : Path.of(credentialsOf(systemId).path("certificate").asText()),
                credentials.path("password").asText().toCharArray());
    }

    MessageLedger messages() {
        return context.getBean(MessageLedger.class);
    }

    /** What was pushed to a path of the receivers' common address. */
    List<LoggedRequest> pushedTo(String path) {
        return receivers.findAll(postRequestedFor(urlEqualTo(path)));
    }

    /** Messages by outcome, of all the time the ledger has been there. */
    Map<String, Long> countMessages() {
        return context.getBean(RunFigures.class).countMessages(Instant.EPOCH);
    }

    long refused() {
        return countMessages().get("REFUSED");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public JdbcClient sql() {
        return JdbcClient.create(context.getBean(javax.sql.DataSource.class));
    }

    se.knutpunkt.directory.Directory directory() {
        return context.getBean(ConfigurationInForce.class).get().directory();
    }

    /** The password of one of the console's demonstration users. */
    public String password(String user) {
        for (JsonNode console : credentials.path("console")) {
            if (console.path("user").asText().equals(user)) {
                return console.path("password").asText();
            }
        }
        throw new AssertionError("no console user " + user);
    }

    private JsonNode credentialsOf(String systemId) {
        for (JsonNode system : credentials.path("systems")) {
            if (system.path("id").asText().equals(systemId)) {
                return system;
            }
        }
        throw new AssertionError("no credentials of " + systemId);
    }
}
