package se.knutpunkt.simulate;

/**
 * What became of the messages of one kind of sender in one format.
 *
 * @param sent messages sent, each counted once however often it was tried
 * @param accepted accepted by the hub
 * @param refused refused by it
 * @param nowhere acknowledged, and of no interest to anybody
 * @param unanswered given up after the last try
 */
public record SenderCounts(long sent, long accepted, long refused, long nowhere, long unanswered) {

    static final SenderCounts NONE = new SenderCounts(0, 0, 0, 0, 0);

    SenderCounts plus(SendResult.Outcome outcome) {
        return new SenderCounts(
                sent + 1,
                accepted + (outcome == SendResult.Outcome.ACCEPTED ? 1 : 0),
                refused + (outcome == SendResult.Outcome.REFUSED ? 1 : 0),
                nowhere + (outcome == SendResult.Outcome.NOWHERE ? 1 : 0),
                unanswered + (outcome == SendResult.Outcome.LATER || outcome == SendResult.Outcome.NO_ANSWER ? 1 : 0));
    }

    SenderCounts plus(SenderCounts other) {
        return new SenderCounts(
                sent + other.sent,
                accepted + other.accepted,
                refused + other.refused,
                nowhere + other.nowhere,
                unanswered + other.unanswered);
    }
}
