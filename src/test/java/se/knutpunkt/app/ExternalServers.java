package se.knutpunkt.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.LedgerFixture;

/** What a hub is told of a database and a broker that belong to no hub, and run as somebody else runs them. */
final class ExternalServers {

    static final String USER = "hub-user";
    static final String PASSWORD = "only-for-this-test";

    private ExternalServers() {}

    /** Settings of a hub on a fresh database, the broker at this address, and the receiver. */
    static Map<String, String> settings(String brokerUrl, SlowReceiver receiver) {
        DatabaseAddress database = LedgerFixture.createDatabase();
        Map<String, String> settings = new HashMap<>(receiver.settings());
        settings.put("hub.database.url", database.url());
        settings.put("hub.database.user", database.user());
        settings.put("hub.database.password", database.password());
        settings.put("hub.master-key", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("hub.broker.url", brokerUrl);
        settings.put("hub.broker.user", USER);
        settings.put("hub.broker.password", PASSWORD);
        return settings;
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
