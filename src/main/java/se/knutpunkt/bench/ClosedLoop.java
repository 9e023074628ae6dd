package se.knutpunkt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The highest rate of something that many do at once, each as fast as it can: how the bare limits are measured. */
final class ClosedLoop {

    private ClosedLoop() {}

    /** Tells one of those at it whether there is time for another turn; the turn is counted. */
    interface Turns {
        boolean another();
    }

    /** Does turns until there is no time left. */
    interface Worker {
        void work(Turns turns) throws Exception;
    }

    static double perSecond(int concurrency, int seconds, Micros micros, Worker worker) {
        AtomicLong count = new AtomicLong();
        long begin = micros.now();
        long end = begin + seconds * 1_000_000L;
        ExecutorService workers = Executors.newFixedThreadPool(concurrency);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < concurrency; i++) {
                all.add(workers.submit(() -> {
                    worker.work(() -> {
                        if (micros.now() >= end) {
                            return false;
                        }
                        count.incrementAndGet();
                        return true;
                    });
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException broken) {
            throw new HubException(ErrorCode.INTERNAL, "raw", "a bare limit cannot be measured", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new HubException(ErrorCode.INTERNAL, "raw", "interrupted", stopped);
        } finally {
            workers.shutdownNow();
        }
        return count.get() * 1e6 / (micros.now() - begin);
    }
}
