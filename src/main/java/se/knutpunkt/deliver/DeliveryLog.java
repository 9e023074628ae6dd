package se.knutpunkt.deliver;

import org.slf4j.MDC;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.message.LogKeys;
import se.knutpunkt.message.Stage;

/** Puts the fixed keys of a delivery on the log lines of this thread, and takes them away. */
final class DeliveryLog {

    private static final String TRACE_ID = "traceId";

    private DeliveryLog() {}

    static void enter(Claim claim) {
        MDC.put(LogKeys.MESSAGE_ID, String.valueOf(claim.messageId()));
        MDC.put(LogKeys.DELIVERY_ID, claim.deliveryId().toString());
        MDC.put(LogKeys.ADAPTER, claim.receiver().systemId());
        MDC.put(LogKeys.ATTEMPT, String.valueOf(claim.attempt()));
        if (claim.episodeId() != null) {
            MDC.put(LogKeys.CONVERSATION_ID, claim.episodeId().toString());
        }
        MDC.put(TRACE_ID, TraceContext.traceId(claim.traceparent()));
    }

    static void stage(Stage stage) {
        MDC.put(LogKeys.STAGE, stage.code());
    }

    static void leave() {
        MDC.remove(LogKeys.MESSAGE_ID);
        MDC.remove(LogKeys.DELIVERY_ID);
        MDC.remove(LogKeys.ADAPTER);
        MDC.remove(LogKeys.ATTEMPT);
        MDC.remove(LogKeys.CONVERSATION_ID);
        MDC.remove(LogKeys.STAGE);
        MDC.remove(TRACE_ID);
    }
}
