package se.knutpunkt.deliver;

import java.util.Optional;
import org.apache.camel.Exchange;
import se.knutpunkt.ledger.Hint;

/** What the steps of a delivery route leave for each other on the exchange. */
final class SendingExchange {

    /** Set while an attempt is under way; the routes loop while it is there. */
    static final String SENDING = "sending";
    /** Set when the hint could not be read; the routes then send it to the dead letters. */
    static final String UNREADABLE_HINT = "unreadableHint";

    private static final String OUTGOING = "outgoing";
    private static final String FAILURE = "failure";
    private static final String NEXT = "next";
    private static final String SENT = "sentInARow";

    private SendingExchange() {}

    static void begin(Exchange exchange, Optional<Sending> sending) {
        exchange.setProperty(SENDING, sending.orElse(null));
        exchange.removeProperty(OUTGOING);
        exchange.removeProperty(FAILURE);
        exchange.removeProperty(NEXT);
    }

    static Sending sending(Exchange exchange) {
        return exchange.getProperty(SENDING, Sending.class);
    }

    static void outgoing(Exchange exchange, Outgoing outgoing) {
        exchange.setProperty(OUTGOING, outgoing);
    }

    /** Null until it was written in the receiver's format. */
    static Outgoing outgoing(Exchange exchange) {
        return exchange.getProperty(OUTGOING, Outgoing.class);
    }

    static void failure(Exchange exchange, Throwable failure) {
        exchange.setProperty(FAILURE, failure);
    }

    static Throwable failure(Exchange exchange) {
        return exchange.getProperty(FAILURE, Throwable.class);
    }

    static void next(Exchange exchange, Optional<Hint> next) {
        exchange.setProperty(NEXT, next.orElse(null));
    }

    static Optional<Hint> next(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(NEXT, Hint.class));
    }

    /** Counts the attempts made for one hint. */
    static int countSent(Exchange exchange) {
        int sent = exchange.getProperty(SENT, 0, Integer.class) + 1;
        exchange.setProperty(SENT, sent);
        return sent;
    }
}
