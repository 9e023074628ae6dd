package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.async.DeferredResult;
import se.knutpunkt.message.HubException;

/**
 * Systems that wait for their inbox to fill. No thread is held while they wait: one look in the ledger serves all who wait for the
 * same system, several times a second and only while somebody does.
 */
public final class InboxWaiters {

    private static final Logger LOG = LoggerFactory.getLogger(InboxWaiters.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int MOST_PER_SYSTEM = 8;

    private final InboxItems items;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    public InboxWaiters(InboxItems items) {
        this.items = items;
    }

    private record Waiter(String systemId, int limit, long endNanos, DeferredResult<JsonNode> result) {}

    /** Answers at once when there is something, or nothing is to be waited for. */
    DeferredResult<JsonNode> waitFor(String systemId, int limit, Duration wait) {
        DeferredResult<JsonNode> result =
                new DeferredResult<>(wait.plus(GRACE).toMillis(), () -> InboxJson.write(List.of()));
        List<InboxItems.Item> found = items.list(systemId, limit);
        if (!found.isEmpty() || wait.isZero() || !open || countWaiting(systemId) >= MOST_PER_SYSTEM) {
            result.setResult(InboxJson.write(found));
            return result;
        }
        Waiter waiter = new Waiter(systemId, limit, System.nanoTime() + wait.toNanos(), result);
        result.onCompletion(() -> waiters.remove(waiter));
        waiters.add(waiter);
        return result;
    }

    /** Looks once for everybody who waits; only who has something is read for. */
    public void look() {
        Map<String, List<Waiter>> bySystem = waiters.stream().collect(Collectors.groupingBy(Waiter::systemId));
        if (bySystem.isEmpty()) {
            return;
        }
        Set<String> filled = findFilled(bySystem.keySet());
        bySystem.forEach((systemId, waiting) -> look(systemId, waiting, filled.contains(systemId)));
    }

    /** From now on who finds nothing may wait. */
    public void open() {
        open = true;
    }

    /** Answers everybody with an empty inbox, and keeps nobody waiting from now on; for a node that stops. */
    public void release() {
        open = false;
        waiters.forEach(waiter -> answer(waiter, List.of()));
    }

    private Set<String> findFilled(Set<String> systemIds) {
        try {
            return items.findFilled(systemIds);
        } catch (HubException away) {
            LOG.warn("inboxes not looked into: {}", away.code());
            return Set.of();
        }
    }

    private void look(String systemId, List<Waiter> waiting, boolean filled) {
        List<InboxItems.Item> found = filled ? read(systemId, waiting) : List.of();
        for (Waiter waiter : waiting) {
            if (!found.isEmpty() || System.nanoTime() - waiter.endNanos() >= 0) {
                answer(waiter, found.subList(0, Math.min(found.size(), waiter.limit())));
            }
        }
    }

    private List<InboxItems.Item> read(String systemId, List<Waiter> waiting) {
        int limit = waiting.stream().mapToInt(Waiter::limit).max().orElse(1);
        try {
            return items.list(systemId, limit);
        } catch (HubException away) {
            LOG.warn("inbox not read: {}", away.code());
            return List.of();
        }
    }

    private void answer(Waiter waiter, List<InboxItems.Item> found) {
        waiters.remove(waiter);
        waiter.result().setResult(InboxJson.write(found));
    }

    private long countWaiting(String systemId) {
        return waiters.stream()
                .filter(waiter -> waiter.systemId().equals(systemId))
                .count();
    }
}
