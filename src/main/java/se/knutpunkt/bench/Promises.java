package se.knutpunkt.bench;

/**
 * What senders and receivers counted by id.
 *
 * @param accepted messages the hub acknowledged
 * @param refused messages it refused though there was nothing wrong with them
 * @param unanswered messages it gave no answer to in two minutes of trying
 * @param repeated times a message had to be sent again
 * @param delivered messages that arrived
 * @param lost messages acknowledged that never arrived
 * @param doubled messages that arrived again without a mark
 * @param markedDoubles messages that arrived again, marked as possible duplicates
 * @param outOfOrder messages that arrived after a later one of their episode
 * @param refusal the first refusal; empty when there was none
 */
record Promises(
        int accepted,
        int refused,
        int unanswered,
        int repeated,
        int delivered,
        int lost,
        int doubled,
        int markedDoubles,
        int outOfOrder,
        String refusal) {

    static final Promises NONE = new Promises(0, 0, 0, 0, 0, 0, 0, 0, 0, "");

    static Promises of(Load load) {
        return new Promises(
                load.accepted(),
                load.refused(),
                load.givenUp(),
                load.repeated(),
                load.arrived(),
                load.countMissing(),
                load.unmarkedDoubles(),
                load.markedDoubles(),
                load.outOfOrder(),
                load.firstRefusal());
    }

    Promises plus(Promises other) {
        return new Promises(
                accepted + other.accepted,
                refused + other.refused,
                unanswered + other.unanswered,
                repeated + other.repeated,
                delivered + other.delivered,
                lost + other.lost,
                doubled + other.doubled,
                markedDoubles + other.markedDoubles,
                outOfOrder + other.outOfOrder,
                refusal.isEmpty() ? other.refusal : refusal);
    }

    /** True when nothing was lost, doubled without a mark, out of order or refused. */
    boolean areKept() {
        return lost == 0 && doubled == 0 && outOfOrder == 0 && refused == 0 && unanswered == 0;
    }
}
