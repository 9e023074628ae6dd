package se.knutpunkt.simulate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import se.knutpunkt.codec.Format;
import se.knutpunkt.message.Ids;
import se.knutpunkt.simulate.SendResult.Outcome;

/**
 * Plays episodes against a hub: many at once, each in its own order, waiting for every receipt and trying again where the
 * hub says later. The ADT streams run beside, one connection per system.
 */
public final class TrafficPlayer implements AutoCloseable {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final int MOST_TRIES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final HttpSender http;
    private final String mllpHost;
    private final int mllpPort;
    private final MessageWriter writer;
    private final Clock clock;
    private final Map<String, MllpSender> mllp = new ConcurrentHashMap<>();
    private final TrafficTally tally = new TrafficTally();
    private final Pace pace;

    /**
     * @param hubUrl base address of the hub
     * @param mllpPort its MLLP port on loopback
     * @param perSecond most messages sent in a second; zero for as many as the hub takes
     */
    public TrafficPlayer(String hubUrl, int mllpPort, TrafficScript script, Ids ids, Clock clock, int perSecond) {
        this.pace = new Pace(perSecond);
        this.http = new HttpSender(hubUrl, Duration.ofSeconds(30));
        this.mllpHost = "127.0.0.1";
        this.mllpPort = mllpPort;
        this.writer = new MessageWriter(ids, script);
        this.clock = clock;
    }

    /** Plays everything and returns when the last answer is there. */
    public TrafficResult play(List<PlannedEpisode> episodes, List<PlannedMessage> stream, int atOnce) {
        Instant start = clock.instant();
        ExecutorService players = Executors.newFixedThreadPool(atOnce, daemons("traffic"));
        ExecutorService streams = Executors.newCachedThreadPool(daemons("adt"));
        episodes.forEach(episode -> players.execute(() -> play(episode)));
        Map<String, List<PlannedMessage>> bySystem = new TreeMap<>();
        stream.forEach(message -> bySystem.computeIfAbsent(message.system().id(), system -> new ArrayList<>())
                .add(message));
        bySystem.values()
                .forEach(messages -> streams.execute(() -> messages.forEach(message -> {
                    pace.await();
                    send(message, "", now());
                })));
        await(players);
        await(streams);
        return tally.result(Duration.between(start, clock.instant()));
    }

    @Override
    public void close() {
        mllp.values().forEach(MllpSender::close);
    }

    private void play(PlannedEpisode episode) {
        Map<Integer, String> episodeIds = new HashMap<>();
        Instant sentAt = now();
        int stay = -1;
        for (PlannedMessage message : episode.messages()) {
            pace.await();
            // Sent times rise inside an episode, so that a receiver can tell the order by itself.
            Instant next = now();
            sentAt = next.isAfter(sentAt) ? next : sentAt.plusMillis(1);
            SendResult result = send(message, episodeIds.getOrDefault(message.stay(), ""), sentAt);
            if (!result.episodeId().isEmpty()) {
                episodeIds.put(message.stay(), result.episodeId());
            }
            if (message.stay() != stay && result.outcome() != Outcome.ACCEPTED) {
                tally.end(!message.wrong());
                return;
            }
            stay = message.stay();
        }
        tally.end(false);
    }

    private SendResult send(PlannedMessage message, String episodeId, Instant sentAt) {
        SendResult result = sendOnce(message, episodeId, sentAt);
        long pause = FIRST_PAUSE.toNanos();
        for (int tries = 1; result.mayTryAgain() && tries < MOST_TRIES; tries++) {
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, Duration.ofSeconds(4).toNanos());
            result = sendOnce(message, episodeId, sentAt);
        }
        String known = result.episodeId().isEmpty() ? episodeId : result.episodeId();
        tally.count(message, result, message.format() == Format.HL7_V2 ? "" : known);
        return result;
    }

    /** Writes anew for each try: the transmission id is another, the message id is the same. */
    private SendResult sendOnce(PlannedMessage message, String episodeId, Instant sentAt) {
        byte[] written = writer.write(message, episodeId, sentAt.atZone(ZONE));
        if (message.format() != Format.HL7_V2) {
            return http.send(message.system().token(), message.format(), written);
        }
        String connection = message.system().id() + (message.isStream() ? " stream" : "");
        return mllp.computeIfAbsent(connection, name -> new MllpSender(mllpHost, mllpPort, Duration.ofSeconds(30)))
                .send(written);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void await(ExecutorService executor) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(1, TimeUnit.HOURS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
