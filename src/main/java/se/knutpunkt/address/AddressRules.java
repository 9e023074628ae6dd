package se.knutpunkt.address;

import java.util.List;
import java.util.Optional;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;

/** Finds the receivers: those the sender names, else by the event's rule and the directory. Pure. */
public final class AddressRules {

    private AddressRules() {}

    /**
     * @param head the episode before the event
     * @param referenceSender the sender of the message referred to, as a receiver; empty when there is none
     * @param referenceReceivers the receivers of the message referred to
     */
    public static Addressed address(
            EventType type,
            CanonicalMessage message,
            HsaId senderUnit,
            EpisodeHead head,
            Optional<HsaId> referenceSender,
            List<Receiver> referenceReceivers,
            Directory directory) {
        throw new UnsupportedOperationException();
    }
}
