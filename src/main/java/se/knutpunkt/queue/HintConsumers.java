package se.knutpunkt.queue;

import org.apache.camel.component.jms.JmsComponent;

/** How Camel consumes the hints: acknowledged when the route is done, without a transaction (src/adr/0022). */
public final class HintConsumers {

    private static final long RECOVERY_MILLIS = 1_000;
    private static final int IDLE_RECEIVES = 10;

    private HintConsumers() {}

    public static JmsComponent component(BrokerConnections connections) {
        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(connections.jms());
        jms.setListenerConnectionFactory(connections.factory());
        // Acknowledged when the route is done with it, without waiting for the broker: a hint may come twice
        // (src/adr/0022).
        jms.setTransacted(false);
        jms.setAcknowledgementModeName("CLIENT_ACKNOWLEDGE");
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setRecoveryInterval(RECOVERY_MILLIS);
        jms.setIdleTaskExecutionLimit(IDLE_RECEIVES);
        jms.setTestConnectionOnStartup(false);
        jms.setAcceptMessagesWhileStopping(false);
        jms.setErrorHandlerLogStackTrace(false);
        return jms;
    }
}
