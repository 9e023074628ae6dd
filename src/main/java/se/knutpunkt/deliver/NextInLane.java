package se.knutpunkt.deliver;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import se.knutpunkt.ledger.Hint;
import se.knutpunkt.message.FaultPoint;
import se.knutpunkt.message.RouteStep;

/** Takes the next head of the lane at once, a few in a row, and then leaves it to the queue so that other lanes get their turn. */
@RouteStep("next-in-lane")
public final class NextInLane implements Processor {

    private static final int IN_A_ROW = 5;

    private final LaneHead heads;
    private final Consumer<List<Hint>> hints;

    public NextInLane(LaneHead heads, Consumer<List<Hint>> hints) {
        this.heads = heads;
        this.hints = hints;
    }

    @Override
    public void process(Exchange exchange) {
        Optional<Hint> next = SendingExchange.next(exchange);
        if (next.isPresent()) {
            FaultPoint.OUTCOME_TO_HINT.pass();
        }
        if (next.isPresent() && SendingExchange.countSent(exchange) >= IN_A_ROW) {
            hints.accept(List.of(next.get()));
            next = Optional.empty();
        }
        SendingExchange.begin(exchange, next.flatMap(hint -> heads.claim(hint.deliveryId())));
    }
}
