package se.knutpunkt.crash;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.Behaviour;
import se.knutpunkt.simulate.PartyCounts;
import se.knutpunkt.simulate.PullingParty;
import se.knutpunkt.simulate.SimulatedParties;
import se.knutpunkt.simulate.SimulatedSystem;
import se.knutpunkt.simulate.SimulatedUnit;

/** The receiving parties, in the test's own process: they outlive every kill, and what they count is theirs. */
final class Receivers implements AutoCloseable {

    private static final int SLOWEST_MILLIS = 900;
    private static final int FASTEST_MILLIS = 300;

    private final SimulatedParties parties = new SimulatedParties(new TimeOrderedIds(), Clock.systemUTC());
    private final String baseUrl = parties.start(0);
    private List<SimulatedSystem> systems = List.of();
    private List<PullingParty> pulling = List.of();
    private Map<String, String> systemByUnit = Map.of();

    String baseUrl() {
        return baseUrl;
    }

    /** Those who fetch begin to do so. */
    void startPulling(AddressBook book, String hubUrl) {
        systems = book.systems();
        systemByUnit = book.units().stream()
                .collect(Collectors.toMap(SimulatedUnit::hsaId, SimulatedUnit::systemId, (one, same) -> one));
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        pulling = systems.stream()
                .filter(SimulatedSystem::isPull)
                .map(system -> new PullingParty(system, hubUrl, parties, client))
                .toList();
        pulling.forEach(PullingParty::start);
    }

    /** Each takes its time with every message, so that messages pile up between accept and delivered. */
    void slowDown(Random random) {
        for (SimulatedSystem system : systems) {
            int millis = FASTEST_MILLIS + random.nextInt(SLOWEST_MILLIS - FASTEST_MILLIS);
            parties.behave(system.id(), Behaviour.slow(Duration.ofMillis(millis)));
        }
    }

    void speedUp() {
        systems.forEach(system -> parties.beWell(system.id()));
    }

    /** In how many roles the unit has the message. */
    int countRoles(String messageId, String unit) {
        return parties.countRoles(systemByUnit.getOrDefault(unit, ""), messageId, unit);
    }

    /** Messages that came again without being marked as possible duplicates, as their receivers counted them. */
    long countUnmarkedDoubles() {
        return parties.counts().values().stream()
                .mapToLong(PartyCounts::duplicates)
                .sum();
    }

    /** Messages received for the first time by the systems of a channel. */
    long countReceived(String channel) {
        return systems.stream()
                .filter(system -> system.channel().equals(channel))
                .mapToLong(system -> parties.counts(system.id()).received())
                .sum();
    }

    /** Messages that came again and were marked so. */
    long countMarkedDoubles() {
        return parties.counts().values().stream()
                .mapToLong(PartyCounts::possibleDuplicates)
                .sum();
    }

    /** Messages that could not be read. */
    long countUnreadable() {
        return parties.counts().values().stream()
                .mapToLong(PartyCounts::unreadable)
                .sum();
    }

    /**
     * One line for each message that came before one that was accepted earlier in its episode.
     *
     * @param accepted message ids by episode, in the order in which their sender got its receipts
     */
    List<String> listOutOfOrder(Map<String, List<String>> accepted) {
        return parties.listOrderErrors(accepted);
    }

    @Override
    public void close() {
        pulling.forEach(PullingParty::close);
        parties.close();
    }
}
