package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.UUID;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.ledger.Claim;

/**
 * Marks a tree with the attempt it is sent in: MessageHeader.id stays, Bundle.id is new with each attempt, and an attempt that may be a repetition
 * says so. Trees of formats without a place for it are left alone; there the HTTP headers carry the same.
 */
final class AttemptMarks {

    private AttemptMarks() {}

    static void mark(JsonNode tree, Claim claim) {
        if (!(tree instanceof ObjectNode root)) {
            return;
        }
        if ("Bundle".equals(root.path("resourceType").asText())) {
            markBundle(root, claim);
        } else if (root.has("messageId")) {
            root.put("deliveryId", claim.deliveryId().toString());
            root.put("attempt", claim.attempt());
            root.put("possibleDuplicate", claim.possibleDuplicate());
            if (claim.revision() > 1) {
                root.put("revision", claim.revision());
            }
            if (claim.originId() != null) {
                root.put("originDeliveryId", claim.originId().toString());
            }
        }
    }

    private static void markBundle(ObjectNode bundle, Claim claim) {
        bundle.put("id", transmissionId(claim).toString());
        if (!(bundle.path("entry").path(0).path("resource") instanceof ObjectNode header)) {
            return;
        }
        if (claim.attempt() > 1) {
            replace(header, Fhir.ATTEMPT).put("valueInteger", claim.attempt());
        }
        if (claim.revision() > 1) {
            // the same resource by its id, in a later version
            header.withObject("/meta").put("versionId", String.valueOf(claim.revision()));
        }
        if (claim.possibleDuplicate()) {
            replace(header, Fhir.POSSIBLE_DUPLICATE).put("valueBoolean", true);
        }
    }

    /** The same however often one attempt is read, so that its bytes and their hash are too. */
    private static UUID transmissionId(Claim claim) {
        String attempt = claim.deliveryId() + " " + claim.attempt();
        return UUID.nameUUIDFromBytes(attempt.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode replace(ObjectNode header, String url) {
        ArrayNode extensions =
                header.path("extension") instanceof ArrayNode present ? present : header.putArray("extension");
        for (Iterator<JsonNode> each = extensions.iterator(); each.hasNext(); ) {
            if (url.equals(each.next().path("url").asText())) {
                each.remove();
            }
        }
        return extensions.addObject().put("url", url);
    }
}
