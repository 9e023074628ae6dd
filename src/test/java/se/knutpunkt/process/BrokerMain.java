package se.knutpunkt.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.HAPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.ReplicaPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.ReplicatedPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.LoggerFactory;

/**
 * An Artemis broker as a program of its own, as an operator's would be: arguments are its {@link BrokerProcess.Kind}, its folder, its
 * port, and the other's port where there are two. It makes no queue by itself.
 */
final class BrokerMain {

    private static final String ROLE = "hub";

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        // what it says of its state is waited for
        ((Logger) LoggerFactory.getLogger("org.apache.activemq.artemis.core.server")).setLevel(Level.INFO);
        BrokerProcess.Kind kind = BrokerProcess.Kind.valueOf(arguments[0]);
        String own = "tcp://127.0.0.1:" + arguments[2];
        Configuration configuration = journal(Path.of(arguments[1]))
                .setName(kind.name())
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("tcp", own + "?protocols=CORE");
        if (kind != BrokerProcess.Kind.ALONE) {
            pair(configuration, kind, own, "tcp://127.0.0.1:" + arguments[3]);
        }
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setAutoCreateQueues(false)
                        .setAutoCreateAddresses(false)
                        .setAutoDeleteQueues(false)
                        .setAutoDeleteAddresses(false)
                        .setMaxDeliveryAttempts(-1));
        configuration.setSecurityRoles(Map.of(
                "#", Set.of(new Role(ROLE, true, true, true, true, true, true, true, true, true, true, true, true))));
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(BrokerProcess.USER, BrokerProcess.PASSWORD);
        users.addRole(BrokerProcess.USER, ROLE);
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        broker.start();
    }

    private static Configuration journal(Path folder) {
        return new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(4 * 1024 * 1024);
    }

    private static void pair(Configuration configuration, BrokerProcess.Kind kind, String own, String other)
            throws Exception {
        configuration.setClusterUser("pair").setClusterPassword(BrokerProcess.PASSWORD);
        configuration.addConnectorConfiguration("own", own);
        configuration.addConnectorConfiguration("other", other);
        configuration.addClusterConfiguration(new ClusterConnectionConfiguration()
                .setName("pair")
                .setConnectorName("own")
                .setStaticConnectors(List.of("other")));
        configuration.setHAPolicyConfiguration(policy(kind));
    }

    private static HAPolicyConfiguration policy(BrokerProcess.Kind kind) {
        return switch (kind) {
            case SHARED_PRIMARY -> new SharedStorePrimaryPolicyConfiguration().setFailoverOnServerShutdown(true);
            case SHARED_BACKUP -> new SharedStoreBackupPolicyConfiguration().setAllowFailBack(false);
            case REPLICATED_PRIMARY -> new ReplicatedPolicyConfiguration().setCheckForActiveServer(true);
            case REPLICATED_BACKUP -> new ReplicaPolicyConfiguration().setAllowFailBack(false);
            case ALONE -> throw new IllegalArgumentException("no pair");
        };
    }
}
