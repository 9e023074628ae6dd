package se.knutpunkt.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
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

/**
 * One Artemis of a pair on a shared store, as a program: arguments are {@code primary} or {@code backup}, the folder both share, its own
 * port and the other's. It makes no queue by itself.
 */
final class PairedBroker {

    private PairedBroker() {}

    public static void main(String[] arguments) throws Exception {
        boolean primary = arguments[0].equals("primary");
        Path folder = Path.of(arguments[1]);
        Configuration configuration = new ConfigurationImpl()
                .setName(arguments[0])
                .setPersistenceEnabled(true)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(4 * 1024 * 1024)
                .setSecurityEnabled(true)
                .setClusterUser("pair")
                .setClusterPassword(ExternalServers.PASSWORD)
                .setJMXManagementEnabled(false);
        String own = "tcp://127.0.0.1:" + arguments[2];
        configuration.addAcceptorConfiguration("tcp", own + "?protocols=CORE");
        configuration.addConnectorConfiguration("own", own);
        configuration.addConnectorConfiguration("other", "tcp://127.0.0.1:" + arguments[3]);
        configuration.addClusterConfiguration(new ClusterConnectionConfiguration()
                .setName("pair")
                .setConnectorName("own")
                .setStaticConnectors(List.of("other")));
        configuration.setHAPolicyConfiguration(
                primary
                        ? new SharedStorePrimaryPolicyConfiguration().setFailoverOnServerShutdown(true)
                        : new SharedStoreBackupPolicyConfiguration().setAllowFailBack(false));
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setAutoCreateQueues(false)
                        .setAutoCreateAddresses(false)
                        .setAutoDeleteQueues(false)
                        .setAutoDeleteAddresses(false)
                        .setMaxDeliveryAttempts(-1));
        configuration.setSecurityRoles(Map.of(
                "#", Set.of(new Role("hub", true, true, true, true, true, true, true, true, true, true, true, true))));
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(ExternalServers.USER, ExternalServers.PASSWORD);
        users.addRole(ExternalServers.USER, "hub");
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        broker.start();
    }
}
