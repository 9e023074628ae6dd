package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import se.knutpunkt.codec.Format;
import se.knutpunkt.ledger.Claim;

/** The inbox as JSON: one item per delivery, its message as an object where the receiver's format is JSON, else as text. */
final class InboxJson {

    private InboxJson() {}

    static ObjectNode write(List<InboxItems.Item> items) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("items");
        items.forEach(item -> write(array.addObject(), item));
        return json;
    }

    private static void write(ObjectNode json, InboxItems.Item item) {
        Claim claim = item.claim();
        json.put("deliveryId", claim.deliveryId().toString());
        json.put("messageId", String.valueOf(claim.messageId()));
        json.put("kind", claim.kind().name().toLowerCase(java.util.Locale.ROOT));
        json.put("event", claim.eventCode());
        json.put("unit", claim.receiver().unit().value());
        json.put("role", claim.receiver().role().code());
        json.put("attempt", claim.attempt());
        json.put("possibleDuplicate", claim.possibleDuplicate());
        json.put("contentType", item.outgoing().contentType());
        if (isObject(item.outgoing())) {
            json.set("message", item.outgoing().tree());
        } else {
            json.put("message", new String(item.outgoing().body(), StandardCharsets.UTF_8));
        }
    }

    /** True for what stands in the list as an object. */
    static boolean isObject(Outgoing outgoing) {
        String contentType = outgoing.contentType();
        return contentType.equals(Format.FHIR_JSON.mediaType()) || contentType.equals(Format.EVENT_JSON.mediaType());
    }
}
