package se.knutpunkt.intake;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many messages of one system may be under way over HTTP at once, so that no system keeps all the threads to itself. */
final class RequestsUnderWay {

    private final int most;
    private final ConcurrentHashMap<String, Semaphore> bySystem = new ConcurrentHashMap<>();

    RequestsUnderWay(int most) {
        this.most = most;
    }

    /** False when the system has as many as it may; else {@link #leave} must follow. */
    boolean enter(String systemId) {
        return bySystem.computeIfAbsent(systemId, id -> new Semaphore(most)).tryAcquire();
    }

    void leave(String systemId) {
        bySystem.get(systemId).release();
    }
}
