package se.knutpunkt.message;

/** The fixed keys of structured log lines; nothing else of a message is ever logged. */
public final class LogKeys {

    public static final String MESSAGE_ID = "messageId";
    public static final String CONVERSATION_ID = "conversationId";
    public static final String DELIVERY_ID = "deliveryId";
    public static final String STAGE = "stage";
    public static final String ADAPTER = "adapter";
    public static final String MAPPING = "mapping";
    public static final String ERROR_CODE = "errorCode";
    public static final String ATTEMPT = "attempt";

    private LogKeys() {}
}
