package se.knutpunkt.deliver;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import se.knutpunkt.message.RouteStep;

/** Keeps why translating or sending failed, for the outcome to be told from it. */
@RouteStep("note-failure")
public final class NoteFailure implements Processor {

    @Override
    public void process(Exchange exchange) {
        SendingExchange.failure(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }
}
