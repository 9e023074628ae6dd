package se.knutpunkt.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;

/** Senders at work, and at the end the count of what became of every message, by id, at senders and receivers. */
final class Load implements AutoCloseable {

    private static final int SENDERS = 8;
    private static final int EPISODES = 2_000;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Receivers receivers;
    private final LedgerLook ledger;
    private final Promises promises;
    private final SenderClient client;
    private final Senders senders;

    Load(Receivers receivers, LedgerLook ledger, Scenery scenery, String hubUrl, int mllpPort, long seed) {
        this.receivers = receivers;
        this.ledger = ledger;
        this.promises = new Promises(receivers);
        this.client = new SenderClient(hubUrl, mllpPort);
        this.senders = new Senders(client, scenery.writer(), promises, scenery.episodes(EPISODES, seed));
        senders.start(SENDERS);
    }

    /** Until so many more have a positive receipt than have now. */
    void awaitMore(int messages) {
        int wanted = promises.countAccepted() + messages;
        Awaitility.await(messages + " more messages accepted")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .failFast("nothing more to play", senders::areOutOfWork)
                .until(() -> promises.countAccepted() >= wanted);
    }

    void awaitInFlight(int messages) {
        Awaitility.await(messages + " messages in flight")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> promises.countInFlight() >= messages);
    }

    /** Ends the load, waits until everything has arrived, and requires that every promise was held. */
    void requirePromises() {
        receivers.speedUp();
        senders.stop();
        Awaitility.await("every sender has its answers").atMost(LIMIT).until(senders::areDone);
        Awaitility.await("everything arrives")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(promises.countInFlight())
                        .as("lost: %s", promises.listMissing())
                        .isZero());
        Awaitility.await("nothing waits")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> ledger.countUnderWay() == 0);
        System.out.printf(
                "accepted %d, marked as possible duplicates %d%n",
                promises.countAccepted(), receivers.countMarkedDoubles());
        SoftAssertions all = new SoftAssertions();
        all.assertThat(receivers.countUnmarkedDoubles()).as("doubled unmarked").isZero();
        all.assertThat(receivers.listOutOfOrder(promises.inOrder()))
                .as("out of order")
                .isEmpty();
        all.assertThat(receivers.countUnreadable()).as("unreadable").isZero();
        all.assertThat(ledger.countHeld()).as("held").isZero();
        all.assertThat(promises.problems()).as("other").isEmpty();
        all.assertAll();
    }

    @Override
    public void close() {
        senders.stop();
        client.close();
    }
}
