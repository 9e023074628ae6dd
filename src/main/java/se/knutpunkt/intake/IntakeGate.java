package se.knutpunkt.intake;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;

/**
 * Tells whether the ways in are there. The port is open some seconds before the routes behind it: a sender that comes in between must be
 * told to try later, and not that there is nothing at this address, which it would take for a refusal.
 */
final class IntakeGate implements CamelContextConfiguration {

    private volatile boolean open;

    boolean isOpen() {
        return open;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        open = false;
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        open = true;
    }
}
