package se.knutpunkt.operate.mend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.EpisodeIdentifier;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.translate.Minimiser;
import se.knutpunkt.translate.TranslateContext;

/** Tries a content in a receiver's own format, as delivery will, without sending it. */
final class ReceiverTranslation {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiverTranslation.class);

    private ReceiverTranslation() {}

    /** Why the receiver could not be given it; empty when it can. */
    static Optional<Refusal> findRefusal(ObjectNode bundle, Claim delivery, InForce inForce) {
        return inForce.directory().findSystem(delivery.receiver().systemId()).flatMap(system -> {
            Outbound outbound = system.outbound();
            ObjectNode own = Minimiser.minimise(bundle, delivery.receiver(), delivery.sections(), inForce.catalogue());
            if (delivery.episodeId() != null) {
                EpisodeIdentifier.add(own, delivery.episodeId());
            }
            String mapping = outbound.mapping().isEmpty()
                    ? "canonical-to-" + outbound.format().mappingName()
                    : outbound.mapping();
            TranslateContext context =
                    new TranslateContext(system, delivery.messageId(), delivery.deliveryId(), delivery.acceptedAt());
            try {
                JsonNode tree = inForce.translator().fromCanonical(mapping, own, context, inForce.directory());
                Codecs.get(outbound.format()).write(tree);
                return Optional.<Refusal>empty();
            } catch (HubException refused) {
                return Optional.of(refused.refusal());
            } catch (RuntimeException unwritable) {
                // the codecs' libraries have no common exception, and quote the content in their messages
                LOG.warn("edit not writable: {}", FailureTrace.of(unwritable));
                return Optional.of(Refusal.of(ErrorCode.OUTBOUND_MAPPING_FAILED, mapping));
            }
        });
    }
}
