package se.knutpunkt.crash;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.knutpunkt.app.DemoDoor;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.EpisodeExpander;
import se.knutpunkt.simulate.MessageWriter;
import se.knutpunkt.simulate.PlannedEpisode;
import se.knutpunkt.simulate.TrafficFiles;
import se.knutpunkt.simulate.TrafficScript;

/** A packaged hub with all its parties around it, the parties in the test's process and the hub in its own. */
final class HubUnderFire implements AutoCloseable {

    private static final Path ROOT = Path.of(".");

    private final Receivers receivers = new Receivers();
    private final Ids ids = new TimeOrderedIds();
    private final TrafficScript script = new TrafficFiles(ROOT).read();
    private final FaultPoints faults;
    private final HubProcess hub;
    private final Optional<BrokerProcess> broker;
    private final LedgerLook ledger;
    private AddressBook book;

    /** @param broker the external broker, running; empty for the embedded one */
    HubUnderFire(Path folder, Optional<BrokerProcess> broker) {
        this.broker = broker;
        faults = new FaultPoints(folder.resolve("faults"));
        Map<String, String> settings = new TreeMap<>(DemoDoor.settings(ROOT, folder.resolve("data")));
        settings.put(DemoDoor.baseSetting(), receivers.baseUrl());
        broker.ifPresent(external -> settings.putAll(external.settings()));
        hub = new HubProcess(folder, faults, settings);
        ledger = LedgerLook.embedded(hub.data());
    }

    /** On return the hub is ready and everybody takes part. */
    void start() {
        hub.start();
        hub.awaitReady();
        book = DemoDoor.book(directory(), hub.data());
        receivers.startPulling(book, hub.url());
    }

    List<PlannedEpisode> episodes(int count, long seed) {
        return new EpisodeExpander(script, book, ids, Clock.systemUTC()).expand(count, seed);
    }

    MessageWriter writer() {
        return new MessageWriter(ids, script);
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

    private static Directory directory() {
        List<Defect> defects = new ArrayList<>();
        return DirectoryReader.read(Candidate.read(ROOT, defects), name -> "http://127.0.0.1:1", defects)
                .orElseThrow(() -> new IllegalStateException(defects.toString()));
    }
}
