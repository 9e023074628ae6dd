package se.knutpunkt.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.Message;
import se.knutpunkt.ledger.Hint;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The wire form of a hint: the delivery id as text, its enqueue number and trace context as properties, and nothing else. */
public final class HintMessage {

    /** Property with the enqueue number. */
    public static final String ENQUEUE_NUMBER = "enqueueNumber";
    /** Property with the W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private HintMessage() {}

    static TextMessage write(Session session, Hint hint) throws JMSException {
        TextMessage message = session.createTextMessage(hint.deliveryId().toString());
        message.setIntProperty(ENQUEUE_NUMBER, hint.enqueueNumber());
        if (!hint.traceparent().isEmpty()) {
            message.setStringProperty(TRACEPARENT, hint.traceparent());
        }
        // the same enqueueing sent twice is refused by the broker
        message.setStringProperty(
                Message.HDR_DUPLICATE_DETECTION_ID.toString(), hint.deliveryId() + "-" + hint.enqueueNumber());
        return message;
    }

    /**
     * The delivery a hint names.
     *
     * @throws HubException UNREADABLE when it names none
     */
    public static UUID readDeliveryId(Object body) {
        if (body instanceof String text && FORM.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        throw new HubException(ErrorCode.UNREADABLE, "hint", "");
    }
}
