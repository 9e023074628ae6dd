package se.knutpunkt.activation;

import java.util.concurrent.atomic.AtomicReference;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Holds the activated configuration of this node; swapped whole, read without a lock. */
public final class ConfigurationInForce {

    private final AtomicReference<InForce> current = new AtomicReference<>();

    /** @throws HubException NO_CONFIGURATION while none was ever activated */
    public InForce get() {
        InForce inForce = current.get();
        if (inForce == null) {
            throw new HubException(ErrorCode.NO_CONFIGURATION, "configuration", "");
        }
        return inForce;
    }

    public boolean isPresent() {
        return current.get() != null;
    }

    public void put(InForce inForce) {
        current.set(inForce);
    }
}
