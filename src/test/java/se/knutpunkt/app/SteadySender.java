package se.knutpunkt.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import se.knutpunkt.process.HubProcess;

/**
 * A sender that goes on at one hub until it is stopped, as senders do: a message that was not acknowledged is sent again, with the same
 * id, until it is.
 */
final class SteadySender implements AutoCloseable {

    private static final int PAUSE_MILLIS = 100;

    private final HubProcess hub;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger putOff = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "steady-sender");
    private volatile boolean stopped;
    private volatile String refusal = "";

    SteadySender(HubProcess hub) {
        this.hub = hub;
        thread.setDaemon(true);
        thread.start();
    }

    /** Ids of the messages the hub has acknowledged so far. */
    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** How often it was told to try later, or got no answer. */
    int countPutOff() {
        return putOff.get();
    }

    /** What the hub said when it refused a message that has no fault; empty when it never did. */
    String refusal() {
        return refusal;
    }

    private void run() {
        try {
            while (!stopped) {
                send(UUID.randomUUID());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(UUID id) throws InterruptedException {
        byte[] message = written(id);
        while (!stopped) {
            try {
                HttpResponse<String> answer = hub.post(SlowReceiver.SENDER, message);
                if (answer.statusCode() == 200) {
                    accepted.add(id.toString());
                    Thread.sleep(PAUSE_MILLIS);
                    return;
                }
                if (answer.statusCode() < 500) {
                    refusal = answer.statusCode() + " " + answer.body();
                    return;
                }
            } catch (IOException noAnswer) {
                // the same again
            }
            putOff.incrementAndGet();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static byte[] written(UUID id) {
        try {
            return SlowReceiver.message(id);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns when nothing more is sent. */
    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
