package se.knutpunkt.ledger;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes hints on after the commit. One that is lost does no harm: the sweep finds the same head. */
final class Hints {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    private final Consumer<List<Hint>> afterCommit;

    Hints(Consumer<List<Hint>> afterCommit) {
        this.afterCommit = afterCommit;
    }

    void send(List<Hint> hints) {
        if (hints.isEmpty()) {
            return;
        }
        try {
            afterCommit.accept(hints);
        } catch (RuntimeException e) {
            LOG.warn("hints not passed on, left to the sweep: {}", e.getClass().getSimpleName());
        }
    }
}
