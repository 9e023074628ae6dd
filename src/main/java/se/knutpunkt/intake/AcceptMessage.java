package se.knutpunkt.intake;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.NodeLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.RouteStep;

/**
 * The step that takes a message: from {@link Submission} to receipt. What the door has answered already goes by. A node whose clock is
 * wrong judges no message by it, and says "try later".
 */
@RouteStep("accept-message")
final class AcceptMessage implements Processor {

    private final Pipeline pipeline;
    private final NodeLedger node;

    AcceptMessage(Pipeline pipeline, NodeLedger node) {
        this.pipeline = pipeline;
        this.node = node;
    }

    @Override
    public void process(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Submission submission) {
            exchange.getMessage().setBody(take(exchange.getFromRouteId(), submission));
        }
    }

    private IntakeReceipt take(String routeId, Submission submission) {
        if (node.isClockWrong()) {
            return tryLater(ErrorCode.CLOCK_WRONG);
        }
        return node.isPaused(routeId) ? tryLater(ErrorCode.ROUTE_PAUSED) : pipeline.handle(submission);
    }

    private static IntakeReceipt tryLater(ErrorCode why) {
        return IntakeReceipt.refused(null, "", null, List.of(Refusal.of(why, "")));
    }
}
