package se.knutpunkt.crash;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import se.knutpunkt.app.DemoDoor;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.process.Balancer;
import se.knutpunkt.process.BrokerProcess;
import se.knutpunkt.process.HubProcess;

/**
 * As in production: two hubs, a PostgreSQL, an Artemis and what stands before the hubs, each on its own, with all parties around them in
 * the test's process.
 */
final class TwoHubs implements AutoCloseable {

    private static final Path ROOT = Path.of(".");

    private final Receivers receivers = new Receivers();
    private final Scenery scenery = new Scenery(ROOT);
    private final DatabaseAddress database = LedgerFixture.createDatabase();
    private final LedgerLook ledger = LedgerLook.external(database);
    private final BrokerProcess broker;
    private final HubProcess one;
    private final HubProcess other;
    private final Balancer balancer;

    TwoHubs(Path folder) {
        broker = new BrokerProcess(folder);
        Map<String, String> settings = new TreeMap<>(DemoDoor.settings(ROOT, folder.resolve("one")));
        settings.put(DemoDoor.baseSetting(), receivers.baseUrl());
        settings.put("hub.database.url", database.url());
        settings.put("hub.database.user", database.user());
        settings.put("hub.database.password", database.password());
        settings.put("hub.database.connections", "8");
        settings.put("hub.master-key", Base64.getEncoder().encodeToString(new byte[32]));
        settings.putAll(broker.settings());
        List<String> jvm = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");
        one = new HubProcess(folder.resolve("one"), settings, jvm);
        settings.put("hub.tokens", DemoDoor.tokens(one.data()).toString());
        other = new HubProcess(folder.resolve("other"), settings, jvm);
        balancer = new Balancer(List.of(one, other));
    }

    /** On return both are ready, and everybody takes part; gives the name by which the ledger knows the first. */
    String start() {
        broker.start();
        one.start();
        Set<String> first = ledger.listLivingNodes();
        other.start();
        scenery.open(one.data());
        receivers.startPulling(scenery.book(), balancer.url());
        return first.iterator().next();
    }

    Load load(long seed) {
        return new Load(receivers, ledger, scenery, balancer.url(), balancer.mllpPort(), seed);
    }

    void slowDownReceivers(Random random) {
        receivers.slowDown(random);
    }

    HubProcess one() {
        return one;
    }

    HubProcess other() {
        return other;
    }

    LedgerLook ledger() {
        return ledger;
    }

    @Override
    public void close() {
        one.close();
        other.close();
        balancer.close();
        broker.close();
        receivers.close();
    }
}
