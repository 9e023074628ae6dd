package se.knutpunkt.app;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.process.BrokerProcess;

/** What a hub is told of a database and a broker that belong to no hub, and run as somebody else runs them. */
final class ExternalServers {

    private ExternalServers() {}

    /** Settings of a hub on a fresh database, the broker at this address, and the receiver. */
    static Map<String, String> settings(String brokerUrl, SlowReceiver receiver) {
        DatabaseAddress database = LedgerFixture.createDatabase();
        Map<String, String> settings = new HashMap<>(receiver.settings());
        settings.put("hub.database.url", database.url());
        settings.put("hub.database.user", database.user());
        settings.put("hub.database.password", database.password());
        settings.put("hub.master-key", Base64.getEncoder().encodeToString(new byte[32]));
        settings.putAll(BrokerProcess.settings(brokerUrl));
        return settings;
    }
}
