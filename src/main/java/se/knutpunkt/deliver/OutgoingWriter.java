package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.EpisodeIdentifier;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.DeliveryKind;
import se.knutpunkt.ledger.ReceiptRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;
import se.knutpunkt.receipt.ReceiptJson;
import se.knutpunkt.receipt.ReceiptRowReader;
import se.knutpunkt.receipt.ResponseBundle;
import se.knutpunkt.translate.Minimiser;
import se.knutpunkt.translate.TranslateContext;

/** Writes what a claim carries in the receiver's format: only its sections, by its mapping, marked with the attempt. */
public final class OutgoingWriter {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingWriter.class);
    private static final ReadLimits STORED = new ReadLimits(Integer.MAX_VALUE, 200, "UTF-8");

    private final ResponseBundle bundles;
    private final ReceiptJson receipts;

    public OutgoingWriter(ResponseBundle bundles, ReceiptJson receipts) {
        this.bundles = bundles;
        this.receipts = receipts;
    }

    /**
     * @throws HubException OUTBOUND_MAPPING_FAILED when the mapping is at fault, PAYLOAD_UNREADABLE when the stored message is
     */
    public Outgoing write(Claim claim, HubSystem system, InForce inForce) {
        return claim.kind() == DeliveryKind.RECEIPT
                ? receipt(claim, system.outbound())
                : message(claim, system, inForce);
    }

    private Outgoing message(Claim claim, HubSystem system, InForce inForce) {
        Outbound outbound = system.outbound();
        ObjectNode own =
                Minimiser.minimise(canonical(claim.payload()), claim.receiver(), claim.sections(), inForce.catalogue());
        if (claim.episodeId() != null) {
            EpisodeIdentifier.add(own, claim.episodeId());
        }
        String mapping = mapping(outbound);
        TranslateContext context =
                new TranslateContext(system, claim.messageId(), claim.deliveryId(), claim.acceptedAt());
        JsonNode tree = inForce.translator().fromCanonical(mapping, own, context, inForce.directory());
        return write(tree, claim, outbound.format(), mapping);
    }

    private Outgoing receipt(Claim claim, Outbound outbound) {
        ReceiptRow row = ReceiptRowReader.read(claim.payload());
        boolean fhir = outbound.format() == Format.FHIR_JSON || outbound.format() == Format.FHIR_XML;
        JsonNode tree =
                fhir ? bundles.fhirResponse(row, ErrorTexts.SWEDISH) : receipts.jsonReceipt(row, ErrorTexts.SWEDISH);
        return write(tree, claim, fhir ? outbound.format() : Format.EVENT_JSON, "");
    }

    private Outgoing write(JsonNode tree, Claim claim, Format format, String mapping) {
        AttemptMarks.mark(tree, claim);
        try {
            return new Outgoing(tree, Codecs.get(format).write(tree), format.mediaType(), mapping);
        } catch (RuntimeException unwritable) {
            // the codecs' libraries have no common exception for a tree that is none of theirs, and quote it in their
            // messages
            LOG.error("not writable as {}: {}", format.code(), FailureTrace.of(unwritable));
            throw new HubException(ErrorCode.OUTBOUND_MAPPING_FAILED, mapping, "not writable as " + format.code());
        }
    }

    private static String mapping(Outbound outbound) {
        return outbound.mapping().isEmpty()
                ? "canonical-to-" + outbound.format().mappingName()
                : outbound.mapping();
    }

    private static ObjectNode canonical(byte[] payload) {
        try {
            if (Codecs.get(Format.FHIR_JSON).read(payload, STORED) instanceof ObjectNode bundle) {
                return bundle;
            }
        } catch (HubException unreadable) {
            throw new HubException(
                    ErrorCode.PAYLOAD_UNREADABLE, unreadable.refusal().place(), "");
        }
        throw new HubException(ErrorCode.PAYLOAD_UNREADABLE, "", "");
    }
}
