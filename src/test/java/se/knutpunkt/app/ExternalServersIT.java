package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.process.HubProcess;

/** Two hubs as in production: processes of their own on one database and one broker that belong to neither. */
class ExternalServersIT {

    private static final Path ROOT = Path.of("target", "external-servers-it");
    private static final Duration SOON = Duration.ofSeconds(120);
    /** Longer than a sweep takes to hint again what waits. */
    private static final Duration QUIET = Duration.ofSeconds(4);

    private static final String USER = "hub-user";
    private static final String PASSWORD = "only-for-this-test";

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void startServers() throws Exception {
        DemoFiles.deleteTree(ROOT);
        DatabaseAddress database = LedgerFixture.createDatabase();
        settings.put("hub.database.url", database.url());
        settings.put("hub.database.user", database.user());
        settings.put("hub.database.password", database.password());
        settings.put("hub.master-key", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("hub.broker.url", startBroker());
        settings.put("hub.broker.user", USER);
        settings.put("hub.broker.password", PASSWORD);
    }

    @AfterEach
    void stopBroker() throws Exception {
        broker.stop();
    }

    @Test
    void bothNodesTakeMessagesOneTakesOverFromTheOtherAndARestartedOneGoesOn() throws Exception {
        try (SlowReceiver receiver = new SlowReceiver()) {
            settings.putAll(receiver.settings());
            try (HubProcess first = new HubProcess(ROOT.resolve("first"), settings);
                    HubProcess second = new HubProcess(ROOT.resolve("second"), settings)) {
                first.start();
                Set<String> accepted = new HashSet<>(SlowReceiver.send(first, 4));
                await().atMost(SOON).until(() -> receiver.hasAll(accepted));
                assertThat(first.data().resolve("postgres")).doesNotExist();
                assertThat(first.data().resolve("artemis")).doesNotExist();
                assertThat(broker.getActiveMQServer()
                                .locateQueue(SimpleString.of("hub.deliver." + SlowReceiver.SYSTEM))
                                .getMessagesAdded())
                        .as("hints went by the external broker")
                        .isPositive();

                second.start();
                accepted.addAll(SlowReceiver.send(second, 4));
                await().atMost(SOON).until(() -> receiver.hasAll(accepted));

                accepted.addAll(SlowReceiver.send(first, 10));
                first.kill();
                await().atMost(SOON).until(() -> receiver.hasAll(accepted));

                first.start();
                accepted.addAll(SlowReceiver.send(first, 2));
                await().atMost(SOON).until(() -> receiver.hasAll(accepted));
                receiver.requireNothingTwiceUnmarked();
                assertThat(second.log()).doesNotContain("Exception");
            }
        }
    }

    @Test
    void whatIsSetAtOneHoldsAtTheOther() throws Exception {
        Path files = ROOT.resolve("files");
        for (String name : List.of("adapters", "mappings", "routes", "test-data")) {
            DemoFiles.copyTree(Path.of(name), files.resolve(name));
        }
        try (SlowReceiver receiver = new SlowReceiver()) {
            settings.putAll(receiver.settings());
            Map<String, String> watching = new HashMap<>(settings);
            watching.put("hub.configuration", files.toString());
            watching.put("hub.configuration-watch", "true");
            try (HubProcess first = new HubProcess(ROOT.resolve("first"), watching);
                    HubProcess second = new HubProcess(ROOT.resolve("second"), settings)) {
                first.start();
                second.start();
                requirePauseAndCircuitHold(first, second, receiver);
                requireConfigurationHolds(files, second);
            }
        }
    }

    private void requirePauseAndCircuitHold(HubProcess first, HubProcess second, SlowReceiver receiver)
            throws Exception {
        JdbcClient sql = JdbcClient.create(new DriverManagerDataSource(
                settings.get("hub.database.url"),
                settings.get("hub.database.user"),
                settings.get("hub.database.password")));
        sql.sql("UPDATE control SET paused = true WHERE system_id = ?")
                .param(SlowReceiver.SYSTEM)
                .update();
        Set<String> paused = new HashSet<>(SlowReceiver.send(first, 3));
        paused.addAll(SlowReceiver.send(second, 3));
        await().during(QUIET).atMost(SOON).until(() -> receiver.hasNone(paused));
        sql.sql("UPDATE control SET paused = false WHERE system_id = ?")
                .param(SlowReceiver.SYSTEM)
                .update();
        await().atMost(SOON).until(() -> receiver.hasAll(paused));

        receiver.answer(503);
        SlowReceiver.send(first, 6);
        await("circuit open")
                .atMost(SOON)
                .until(() -> sql.sql("SELECT open_until > clock_timestamp() FROM control" + " WHERE system_id = ?")
                        .param(SlowReceiver.SYSTEM)
                        .query(Boolean.class)
                        .optional()
                        .orElse(false));
        // longer than the test looks, so that no probe comes between
        sql.sql("UPDATE control SET open_until = clock_timestamp() + interval '1 hour' WHERE system_id = ?")
                .param(SlowReceiver.SYSTEM)
                .update();
        Set<String> held = SlowReceiver.send(second, 3);
        await().during(QUIET).atMost(SOON).until(() -> receiver.hasNone(held));
        receiver.answer(202);
        sql.sql("UPDATE control SET open_until = clock_timestamp() WHERE system_id = ?")
                .param(SlowReceiver.SYSTEM)
                .update();
        await().atMost(SOON).until(() -> receiver.hasAll(held));
    }

    /** The sender may no longer send what it sends: a decision of the node that takes the message. */
    private static void requireConfigurationHolds(Path files, HubProcess second) throws Exception {
        SlowReceiver.send(second, 1);
        Path sender = files.resolve("adapters/systems/" + SlowReceiver.SENDER + ".yaml");
        String before = Files.readString(sender);
        String after = before.replace("[\"fhir-json\", \"event-json\"]", "[\"fhir-json\"]");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(sender, after);
        long from = System.nanoTime();
        await().atMost(SOON)
                .until(() -> second.post(SlowReceiver.SENDER, SlowReceiver.message(UUID.randomUUID()))
                                .statusCode()
                        >= 400);
        System.out.printf("in force at the other node %.1f s after the change of the file%n", seconds(from));
        assertThat(seconds(from)).isLessThan(60);
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    /** A broker as somebody else runs it: nothing is set up for the hub but its user. */
    private String startBroker() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Configuration configuration = new ConfigurationImpl()
                .setName("external")
                .setPersistenceEnabled(false)
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE");
        configuration.setSecurityRoles(Map.of(
                "#", Set.of(new Role("hub", true, true, true, true, true, true, true, true, true, true, true, true))));
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(USER, PASSWORD);
        users.addRole(USER, "hub");
        broker.setConfiguration(configuration);
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        broker.start();
        return "tcp://127.0.0.1:" + port;
    }
}
