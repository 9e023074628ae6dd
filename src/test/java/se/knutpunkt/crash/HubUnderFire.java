package se.knutpunkt.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.knutpunkt.app.DemoDoor;
import se.knutpunkt.process.BrokerProcess;
import se.knutpunkt.process.HubProcess;
import se.knutpunkt.simulate.MessageWriter;
import se.knutpunkt.simulate.PlannedEpisode;

/** A packaged hub with all its parties around it, the parties in the test's process and the hub in its own. */
final class HubUnderFire implements AutoCloseable {

    private static final Path ROOT = Path.of(".");

    private final Receivers receivers = new Receivers();
    private final Scenery scenery = new Scenery(ROOT);
    private final FaultPoints faults;
    private final HubProcess hub;
    private final Optional<BrokerProcess> broker;
    private final LedgerLook ledger;

    /** @param broker the external broker, running; empty for the embedded one */
    HubUnderFire(Path folder, Optional<BrokerProcess> broker) {
        this(folder, broker, Map.of());
    }

    /** @param more settings of the hub beside those of the demonstration */
    HubUnderFire(Path folder, Optional<BrokerProcess> broker, Map<String, String> more) {
        this.broker = broker;
        faults = new FaultPoints(folder.resolve("faults"));
        Map<String, String> settings = new TreeMap<>(DemoDoor.settings(ROOT, folder.resolve("data")));
        settings.put(DemoDoor.baseSetting(), receivers.baseUrl());
        broker.ifPresent(external -> settings.putAll(external.settings()));
        settings.put("hub.allow-embedded", "true");
        settings.put("hub.configuration-watch", "false");
        settings.put(faults.property(), faults.folder().toString());
        settings.putAll(more);
        hub = new HubProcess(folder.resolve("data"), settings, List.of("-Xmx700m", "-XX:TieredStopAtLevel=1"));
        ledger = LedgerLook.embedded(hub.data());
    }

    /** On return the hub is ready and everybody takes part. */
    void start() {
        hub.start();
        scenery.open(hub.data());
        receivers.startPulling(scenery.book(), hub.url());
    }

    List<PlannedEpisode> episodes(int count, long seed) {
        return scenery.episodes(count, seed);
    }

    MessageWriter writer() {
        return scenery.writer();
    }

    HubProcess hub() {
        return hub;
    }

    Receivers receivers() {
        return receivers;
    }

    FaultPoints faults() {
        return faults;
    }

    LedgerLook ledger() {
        return ledger;
    }

    BrokerProcess broker() {
        return broker.orElseThrow(() -> new IllegalStateException("the broker is in the hub's own process"));
    }

    @Override
    public void close() {
        faults.release();
        hub.close();
        receivers.close();
    }
}
