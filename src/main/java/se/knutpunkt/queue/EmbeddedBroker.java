package se.knutpunkt.queue;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The hub's own Artemis, in this JVM, with a persistent journal. May be stopped and started again; does nothing where the settings
 * name an external broker.
 */
public final class EmbeddedBroker {

    private static final String USER = "hub";

    private final BrokerSettings settings;
    private final int vmId;
    private final String password;
    private EmbeddedActiveMQ server;

    public EmbeddedBroker(BrokerSettings settings) {
        this.settings = settings;
        SecureRandom random = new SecureRandom();
        this.vmId = random.nextInt(1, Integer.MAX_VALUE);
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        this.password = settings.password().isEmpty() ? HexFormat.of().formatHex(secret) : settings.password();
    }

    /** Starts the broker; when it returns, connections are taken. */
    public synchronized void start() {
        if (server != null || settings.isExternal()) {
            return;
        }
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(USER, password);
        users.addRole(USER, BrokerConfiguration.ROLE);
        EmbeddedActiveMQ starting = new EmbeddedActiveMQ();
        try {
            starting.setConfiguration(BrokerConfiguration.of(settings, vmId));
            starting.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
            starting.start();
        } catch (Exception broken) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.broker", "embedded broker does not start", broken);
        }
        server = starting;
    }

    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (Exception broken) {
            throw new HubException(ErrorCode.INTERNAL, "hub.broker", "embedded broker does not stop", broken);
        } finally {
            server = null;
        }
    }

    /** The settings by which this JVM reaches the broker in use. */
    public BrokerSettings connection() {
        return settings.isExternal()
                ? settings
                : new BrokerSettings(settings.directory(), "vm://" + vmId, USER, password, settings.port());
    }
}
