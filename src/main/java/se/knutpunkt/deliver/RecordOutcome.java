package se.knutpunkt.deliver;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.DeliveryKind;
import se.knutpunkt.ledger.Hint;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.FaultPoint;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.RouteStep;
import se.knutpunkt.message.Stage;

/**
 * Tells the outcome of the attempt and records it. While the ledger is away it waits, because an outcome that is not recorded
 * would leave the delivery in the hands of a living node for ever; only this receiver's own thread waits.
 */
@RouteStep("record-outcome")
public final class RecordOutcome implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(RecordOutcome.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final OutcomeRecorder recorder;
    private final KeyedHasher hasher;
    private final LaneHead heads;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    public RecordOutcome(
            OutcomeRecorder recorder, KeyedHasher hasher, LaneHead heads, DeliveryMetrics metrics, Clock clock) {
        this.recorder = recorder;
        this.hasher = hasher;
        this.heads = heads;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Sending sending = SendingExchange.sending(exchange);
        DeliveryLog.stage(Stage.OUTCOME);
        Outcome outcome = outcome(exchange, sending);
        FaultPoint.SEND_TO_OUTCOME.pass();
        metrics.record(
                Stage.SEND,
                sending.claim(),
                outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                System.nanoTime() - sending.startedNanos());
        try {
            SendingExchange.next(exchange, record(exchange, sending, outcome));
        } finally {
            heads.leave(sending.claim());
        }
    }

    private Outcome outcome(Exchange exchange, Sending sending) {
        Outgoing outgoing = SendingExchange.outgoing(exchange);
        Throwable failure = SendingExchange.failure(exchange);
        if (failure != null) {
            return OutcomeRules.ofFailure(failure, outgoing != null);
        }
        Message answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        Duration retryAfter = RetryAfter.read(answer.getHeader("Retry-After", String.class), clock.instant());
        boolean receipt = sending.claim().kind() == DeliveryKind.RECEIPT;
        return OutcomeRules.ofAnswer(
                status,
                // there is never a receipt for a receipt
                receipt
                        ? Answer.NONE
                        : AnswerReader.read(
                                answer.getBody(byte[].class),
                                String.valueOf(sending.claim().messageId())),
                retryAfter,
                receipt || sending.outbound().transportIsReceipt());
    }

    private Optional<Hint> record(Exchange exchange, Sending sending, Outcome outcome) {
        Outgoing outgoing = SendingExchange.outgoing(exchange);
        String sentHash = outgoing == null
                ? ""
                : hasher.hashWire(sending.claim().receiver().systemId(), outgoing.body());
        String mapping = outgoing == null ? "" : outgoing.mapping();
        while (true) {
            try {
                return recorder.record(sending.claim(), sending.outbound(), outcome, sentHash, mapping);
            } catch (HubException refused) {
                if (refused.code() == ErrorCode.CLAIM_LOST) {
                    LOG.warn("another node has taken the delivery over");
                    return Optional.empty();
                }
                if (!waitForLedger(exchange)) {
                    return Optional.empty();
                }
            } catch (RuntimeException broken) {
                // not recorded it would stay in the hands of this living node for ever
                LOG.error("outcome not recorded: {}", FailureTrace.of(broken));
                if (!waitForLedger(exchange)) {
                    return Optional.empty();
                }
            }
        }
    }

    /** False when this node stops: its heartbeat then ends, and another takes the delivery over. */
    private static boolean waitForLedger(Exchange exchange) {
        if (exchange.getContext().isStopping()) {
            return false;
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
