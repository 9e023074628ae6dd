package se.knutpunkt.deliver;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.RouteStep;
import se.knutpunkt.message.Stage;

/** Makes the message as its receiver gets it, with the headers that belong to it and no other. */
@RouteStep("translate-for-receiver")
public final class TranslateForReceiver implements Processor {

    private final OutgoingWriter writer;
    private final Credentials credentials;
    private final DeliveryMetrics metrics;
    private final Ids ids;

    public TranslateForReceiver(OutgoingWriter writer, Credentials credentials, DeliveryMetrics metrics, Ids ids) {
        this.writer = writer;
        this.credentials = credentials;
        this.metrics = metrics;
        this.ids = ids;
    }

    @Override
    public void process(Exchange exchange) {
        Sending sending = SendingExchange.sending(exchange);
        DeliveryLog.stage(Stage.TRANSLATE);
        long start = System.nanoTime();
        Outgoing outgoing = writer.write(sending.claim(), sending.system(), sending.inForce());
        metrics.record(Stage.TRANSLATE, sending.claim(), "ok", System.nanoTime() - start);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(outgoing.body());
        headers(message, sending, outgoing);
        SendingExchange.outgoing(exchange, outgoing);
        DeliveryLog.stage(Stage.SEND);
    }

    private void headers(Message message, Sending sending, Outgoing outgoing) {
        Claim claim = sending.claim();
        message.setHeader("Content-Type", outgoing.contentType());
        message.setHeader("Accept", outgoing.contentType());
        message.setHeader("X-Hub-Message-Id", String.valueOf(claim.messageId()));
        message.setHeader("X-Hub-Delivery-Id", claim.deliveryId().toString());
        message.setHeader("X-Hub-Attempt", String.valueOf(claim.attempt()));
        if (claim.possibleDuplicate()) {
            message.setHeader("X-Hub-Possible-Duplicate", "true");
        }
        if (claim.revision() > 1) {
            message.setHeader("X-Hub-Revision", String.valueOf(claim.revision()));
        }
        if (claim.originId() != null) {
            message.setHeader("X-Hub-Origin-Delivery-Id", claim.originId().toString());
        }
        message.setHeader("traceparent", TraceContext.child(claim.traceparent(), ids));
        String credential = sending.outbound().credential();
        if (!credentials.has(credential)) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.credentials." + credential, "is not set");
        }
        credentials.findAuthorization(credential).ifPresent(value -> message.setHeader("Authorization", value));
    }
}
