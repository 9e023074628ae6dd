package se.knutpunkt.operate.find;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import se.knutpunkt.ledger.FoundMessage;
import se.knutpunkt.ledger.MessageSearch;
import se.knutpunkt.ledger.SearchTerms;

/**
 * Finds messages newest first, a page at a time. It walks back through time in steps that grow while little is found, until the page is
 * full, the period is over, or its time is used up; then it says how far it has looked and where to go on. So no question, however
 * rare what it asks for, takes longer than that or leaves anything out unsaid.
 */
public final class MessageFinder {

    /** Most messages of one page. */
    public static final int LARGEST_PAGE = 200;

    /** Counted no further. */
    public static final int MOST_COUNTED = 10_000;

    /** How long one question may take; with the parts around it an answer is there within a second. */
    public static final Duration PATIENCE = Duration.ofMillis(700);

    private static final Duration FIRST_STEP = Duration.ofHours(18);
    private static final int GROWTH = 4;
    private static final long QUICK_NANOS = Duration.ofMillis(60).toNanos();
    /** Farther than any ledger; keeps the arithmetic of growing steps in bounds. */
    private static final long LONGEST_STEP_MILLIS = Duration.ofDays(3_650).toMillis();

    private final MessageSearch search;
    private final Duration patience;
    private final LongSupplier nanos;

    /**
     * @param patience how long one question may take before it answers with what it has
     * @param nanos a clock for durations
     */
    public MessageFinder(MessageSearch search, Duration patience, LongSupplier nanos) {
        this.search = search;
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * A page of messages.
     *
     * @param next where the next page begins; null when there is nothing more
     * @param complete false when time ran out before the page was full: there may be more behind {@code next}
     */
    public record Page(List<FoundMessage> messages, UUID next, boolean complete) {
        public Page {
            messages = List.copyOf(messages);
        }
    }

    /**
     * How many messages there are.
     *
     * @param atLeast so many were counted
     * @param exact false when there are more, or when time ran out
     */
    public record Count(int atLeast, boolean exact) {}

    /** @param before where the page begins, as an earlier page said; null for the newest */
    public Page find(SearchTerms terms, UUID before, int limit) {
        int wanted = Math.min(Math.max(limit, 1), LARGEST_PAGE);
        List<UUID> ids = new ArrayList<>();
        Walk walk = walk(terms, before);
        while (walk.goesOn() && ids.size() <= wanted) {
            UUID from = walk.step();
            ids.addAll(search.list(terms, from, walk.before(), wanted + 1 - ids.size()));
            walk.done(from);
        }
        boolean full = ids.size() > wanted;
        List<UUID> page = full ? ids.subList(0, wanted) : ids;
        UUID next = full ? page.get(wanted - 1) : walk.rest();
        return new Page(search.read(page), next, full || walk.rest() == null);
    }

    /** Counted to {@value #MOST_COUNTED}. */
    public Count count(SearchTerms terms) {
        int counted = 0;
        Walk walk = walk(terms, null);
        while (walk.goesOn() && counted <= MOST_COUNTED) {
            UUID from = walk.step();
            counted += search.count(terms, from, walk.before(), MOST_COUNTED + 1 - counted);
            walk.done(from);
        }
        return counted > MOST_COUNTED ? new Count(MOST_COUNTED, false) : new Count(counted, walk.rest() == null);
    }

    private Walk walk(SearchTerms terms, UUID before) {
        UUID end = MessageSearch.bound(terms.until());
        UUID start = before != null && MessageSearch.isBefore(before, end) ? before : end;
        Optional<UUID> oldest = search.findOldest();
        UUID least = terms.from() == null ? new UUID(0, 0) : MessageSearch.bound(terms.from());
        UUID stop = oldest.filter(first -> MessageSearch.isBefore(least, first)).orElse(least);
        UUID newest = search.findNewest().map(MessageSearch::after).orElse(stop);
        return new Walk(stop, MessageSearch.isBefore(newest, start) ? newest : start, terms.isNarrow());
    }

    /** The range of ids still to be looked through, and the step to take next. */
    private final class Walk {
        private final UUID stop;
        private final long begun = nanos.getAsLong();
        private UUID before;
        private long stepMillis;
        private long stepBegun;

        Walk(UUID stop, UUID before, boolean atOnce) {
            this.stop = stop;
            this.before = before;
            this.stepMillis = atOnce ? LONGEST_STEP_MILLIS : FIRST_STEP.toMillis();
        }

        boolean goesOn() {
            return MessageSearch.isBefore(stop, before) && nanos.getAsLong() - begun < patience.toNanos();
        }

        UUID before() {
            return before;
        }

        UUID step() {
            stepBegun = nanos.getAsLong();
            UUID from = MessageSearch.earlier(before, stepMillis);
            return MessageSearch.isBefore(from, stop) ? stop : from;
        }

        void done(UUID from) {
            before = from;
            if (nanos.getAsLong() - stepBegun < QUICK_NANOS) {
                stepMillis = Math.min(stepMillis * GROWTH, LONGEST_STEP_MILLIS);
            }
        }

        UUID rest() {
            return MessageSearch.isBefore(stop, before) ? before : null;
        }
    }
}
