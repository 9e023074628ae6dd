package se.knutpunkt.app;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import se.knutpunkt.message.Ids;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.PullingParty;
import se.knutpunkt.simulate.SimulatedParties;
import se.knutpunkt.simulate.SimulatedSystem;

/**
 * The simulated parties of the demo. They are there before the hub, which must know their address when it reads the adapters;
 * those who fetch begin when the hub is ready.
 */
final class DemoParties implements AutoCloseable {

    /** The setting that the adapters' addresses begin with. */
    static final String BASE_SETTING = "HUB_SIMULATOR_BASE";

    private final SimulatedParties parties;
    private final String baseUrl;
    private List<PullingParty> pulling = List.of();

    DemoParties(Ids ids, Clock clock, int port) {
        parties = new SimulatedParties(ids, clock);
        baseUrl = parties.start(port);
    }

    String baseUrl() {
        return baseUrl;
    }

    SimulatedParties parties() {
        return parties;
    }

    void startPulling(AddressBook book, String hubUrl) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(Executors.newFixedThreadPool(4, task -> {
                    Thread thread = new Thread(task, "pull-http");
                    thread.setDaemon(true);
                    return thread;
                }))
                .build();
        pulling = book.systems().stream()
                .filter(SimulatedSystem::isPull)
                .map(system -> new PullingParty(system, hubUrl, parties, client))
                .toList();
        pulling.forEach(PullingParty::start);
    }

    @Override
    public void close() {
        pulling.forEach(PullingParty::close);
        parties.close();
    }
}
