package se.knutpunkt.queue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** The configuration of the embedded broker: a journal, pages instead of memory, and no queue that the directory does not name. */
final class BrokerConfiguration {

    /** Role that may do everything; the hub is the only user. */
    static final String ROLE = "hub";

    private static final int BUFFER_TIMEOUT_NANOS = 100_000;
    private static final int JOURNAL_FILE_BYTES = 4 * 1024 * 1024;
    private static final int PAGE_BYTES = 256 * 1024;
    private static final long ADDRESS_BYTES = 1024 * 1024;
    private static final long ALL_ADDRESSES_BYTES = 32L * 1024 * 1024;
    private static final int MAX_DISK_PERCENT = 95;
    /** Duplicate ids remembered per address. */
    private static final int ID_CACHE = 20_000;

    private BrokerConfiguration() {}

    static Configuration of(BrokerSettings settings, int vmId) throws Exception {
        Path directory = settings.directory();
        Configuration configuration = new ConfigurationImpl()
                .setName("knutpunkt")
                .setPersistenceEnabled(true)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                // the default of 3.3 ms caps one sender at 280 messages a second
                .setJournalBufferTimeout_NIO(BUFFER_TIMEOUT_NANOS)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(4)
                // a lost hint is found by the sweep (src/adr/0012)
                .setJournalSyncTransactional(false)
                .setJournalSyncNonTransactional(false)
                .setIDCacheSize(ID_CACHE)
                .setPersistIDCache(true)
                .setGlobalMaxSize(ALL_ADDRESSES_BYTES)
                .setMaxDiskUsage(MAX_DISK_PERCENT)
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setCriticalAnalyzer(false);
        configuration.setJournalDatasync(true);
        configuration.addAcceptorConfiguration("in-vm", "vm://" + vmId);
        if (settings.port() >= 0) {
            configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + settings.port() + "?protocols=CORE");
        }
        configuration.setSecurityRoles(Map.of("#", Set.of(everything())));
        addresses(configuration);
        return configuration;
    }

    private static void addresses(Configuration configuration) {
        AddressSettings closed = settings();
        AddressSettings hints = settings()
                // a hint is never given up: the ledger decides, and a delay would break the order
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(0);
        configuration.addAddressSetting("#", closed);
        configuration.addAddressSetting(HintQueues.PREFIX + "#", hints);
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(HintQueues.DEAD)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(HintQueues.DEAD).setRoutingType(RoutingType.ANYCAST)));
    }

    private static AddressSettings settings() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(HintQueues.DEAD))
                .setExpiryAddress(SimpleString.of(HintQueues.DEAD))
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(ADDRESS_BYTES)
                .setPageSizeBytes(PAGE_BYTES);
    }

    private static Role everything() {
        return new Role(ROLE, true, true, true, true, true, true, true, true, true, true, true, true);
    }
}
