package se.knutpunkt.intake;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import se.knutpunkt.message.RouteStep;

/** The step that takes a message: from {@link Submission} to receipt. What the door has answered already goes by. */
@RouteStep("accept-message")
final class AcceptMessage implements Processor {

    private final Pipeline pipeline;

    AcceptMessage(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void process(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Submission submission) {
            exchange.getMessage().setBody(pipeline.handle(submission));
        }
    }
}
