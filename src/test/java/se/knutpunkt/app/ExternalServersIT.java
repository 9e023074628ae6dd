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
import java.util.Map;
import java.util.Set;
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
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.LedgerFixture;

/** Two hubs as in production: processes of their own on one database and one broker that belong to neither. */
class ExternalServersIT {

    private static final Path ROOT = Path.of("target", "external-servers-it");
    private static final Duration SOON = Duration.ofSeconds(120);
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
                assertThat(Files.readString(second.data().resolve("out.log"))).doesNotContain("Exception");
            }
        }
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
