package se.knutpunkt.operate.find;

import se.knutpunkt.activation.InForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.Claim;

/** Makes the bytes that delivery sends for a claim; delivery itself is the one that does it, joined on by the application. */
@FunctionalInterface
public interface AsSentWriter {

    /**
     * What goes over the wire.
     *
     * @param body the bytes
     * @param mediaType their media type
     * @param mapping id of the mapping used
     */
    record Written(byte[] body, String mediaType, String mapping) {}

    /** @throws se.knutpunkt.message.HubException when it cannot be written under this configuration */
    Written write(Claim claim, HubSystem system, InForce inForce);
}
