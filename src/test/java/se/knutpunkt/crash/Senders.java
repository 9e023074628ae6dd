package se.knutpunkt.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import se.knutpunkt.codec.Format;
import se.knutpunkt.simulate.MessageWriter;
import se.knutpunkt.simulate.PlannedEpisode;
import se.knutpunkt.simulate.PlannedMessage;
import se.knutpunkt.simulate.SendResult;
import se.knutpunkt.simulate.SendResult.Outcome;

/**
 * Senders that keep what they have to say until they have an answer: each message goes out with the same id again and again, whatever
 * happens to the hub, until there is a positive or a negative receipt. Each episode is played by one thread, in its order.
 */
final class Senders {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration GIVE_UP = Duration.ofMinutes(10);
    private static final int MOST_IN_FLIGHT = 400;

    private final SenderClient client;
    private final MessageWriter writer;
    private final Promises promises;
    private final Clock clock = Clock.systemUTC();
    private final Queue<PlannedEpisode> episodes;
    private final List<Thread> players = new ArrayList<>();
    private volatile boolean stopping;

    Senders(SenderClient client, MessageWriter writer, Promises promises, List<PlannedEpisode> episodes) {
        this.client = client;
        this.writer = writer;
        this.promises = promises;
        this.episodes = new ConcurrentLinkedQueue<>(episodes);
    }

    void start(int atOnce) {
        for (int i = 0; i < atOnce; i++) {
            Thread player = new Thread(this::run, "sender-" + i);
            player.setDaemon(true);
            players.add(player);
            player.start();
        }
    }

    /** From now on nothing new is sent; what has no answer yet still goes on. */
    void stop() {
        stopping = true;
    }

    /** True when every sender has an answer for everything it has sent. */
    boolean areDone() {
        return players.stream().noneMatch(Thread::isAlive);
    }

    /** True when there is nothing more to play: then the load was too short. */
    boolean areOutOfWork() {
        return episodes.isEmpty();
    }

    private void run() {
        try {
            for (PlannedEpisode next = episodes.poll(); next != null && !stopping; next = episodes.poll()) {
                play(next);
            }
        } catch (RuntimeException broken) {
            promises.note("a sender broke: " + broken);
        }
    }

    private void play(PlannedEpisode episode) {
        Map<Integer, String> episodeIds = new HashMap<>();
        Instant sentAt = now();
        int stay = -1;
        for (PlannedMessage message : episode.messages()) {
            if (!waitForRoom()) {
                return;
            }
            // rises within an episode, so that a receiver can tell the order by itself
            Instant next = now();
            sentAt = next.isAfter(sentAt) ? next : sentAt.plusMillis(1);
            Outcome outcome = send(message, episodeIds, sentAt);
            // what follows a message that nobody has answered would come before it
            if (gaveUp(outcome) || (message.stay() != stay && outcome != Outcome.ACCEPTED)) {
                return;
            }
            stay = message.stay();
        }
    }

    /** False when nothing more is to be sent. */
    private boolean waitForRoom() {
        while (!stopping && promises.countInFlight() >= MOST_IN_FLIGHT) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return !stopping;
    }

    private Outcome send(PlannedMessage message, Map<Integer, String> episodeIds, Instant sentAt) {
        String episodeId = episodeIds.getOrDefault(message.stay(), "");
        byte[] written = writer.write(message, episodeId, sentAt.atZone(ZONE));
        Instant limit = now().plus(GIVE_UP);
        SendResult result = client.send(message.system(), message.format(), written);
        for (int tries = 1; result.mayTryAgain() && now().isBefore(limit); tries++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            // every other time the very same transmission, else the same message in another
            byte[] again = tries % 2 == 0 ? written : writer.write(message, episodeId, sentAt.atZone(ZONE));
            result = client.send(message.system(), message.format(), again);
        }
        boolean accepted = result.outcome() == Outcome.ACCEPTED;
        if (accepted) {
            accept(message, written, result, episodeIds);
        }
        if (accepted == message.wrong() || !isAnswer(result.outcome())) {
            promises.note(message.place() + " (" + message.format().code() + "): " + result.outcome() + " "
                    + result.errors());
        }
        return result.outcome();
    }

    private static boolean gaveUp(Outcome outcome) {
        return outcome == Outcome.LATER || outcome == Outcome.NO_ANSWER;
    }

    private static boolean isAnswer(Outcome outcome) {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.REFUSED;
    }

    private void accept(PlannedMessage message, byte[] written, SendResult result, Map<Integer, String> episodeIds) {
        if (message.format() != Format.HL7_V2) {
            episodeIds.put(message.stay(), result.episodeId());
            promises.accept(message.format(), message.messageId(), result.episodeId(), result.units());
            return;
        }
        // an acknowledgement in HL7 v2 says neither whom the message goes to nor which episode it belongs to
        String id = SenderClient.idOfHl7(message.system(), written);
        JsonNode status = status(message, id);
        if (status.isEmpty()) {
            promises.note(message.place() + ": acknowledged and not known to the hub");
        }
        promises.accept(
                Format.HL7_V2,
                id,
                status.path("episodeId").asText(),
                status.path("deliveries").findValuesAsText("unit"));
    }

    private JsonNode status(PlannedMessage message, String id) {
        Instant limit = now().plus(GIVE_UP);
        Optional<JsonNode> status = client.findStatus(message.system(), id);
        while (status.isEmpty() && now().isBefore(limit)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            status = client.findStatus(message.system(), id);
        }
        return status.orElseThrow(() -> new IllegalStateException("no answer what became of " + id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
