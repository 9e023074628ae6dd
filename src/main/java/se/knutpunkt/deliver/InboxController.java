package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.security.Principal;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.ReceiptCode;

/** The inbox of a system that fetches: its own undelivered messages, oldest first, in the format of its adapter. */
@RestController
@RequestMapping(path = "/api/v1/inbox", produces = MediaType.ALL_VALUE)
@Tag(name = "Inbox", description = "For systems that fetch their messages")
public class InboxController {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InboxItems items;
    private final InboxWaiters waiters;
    private final DeliveryLedger deliveries;

    public InboxController(InboxItems items, InboxWaiters waiters, DeliveryLedger deliveries) {
        this.items = items;
        this.waiters = waiters;
        this.deliveries = deliveries;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "List what waits",
            description =
                    "Answers {items: [{deliveryId, messageId, kind, event, unit, role, attempt, possibleDuplicate,"
                            + " contentType, message}]}, oldest first. message is an object where the adapter's format is JSON, else"
                            + " text. An item stays until it is acknowledged; the next of its case comes only then. wait: how long to"
                            + " wait for something to come, such as 30s, at most 60s. limit: most items, at most 200.")
    DeferredResult<JsonNode> list(
            Principal caller,
            @RequestParam(defaultValue = "0s") String wait,
            @RequestParam(defaultValue = "50") String limit) {
        return waiters.waitFor(caller.getName(), CallParameters.readLimit(limit), CallParameters.readWait(wait));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Read one message",
            description = "The message alone, in the format of the adapter, whether acknowledged or not. The headers"
                    + " X-Hub-Message-Id, X-Hub-Delivery-Id, X-Hub-Attempt and X-Hub-Possible-Duplicate tell the rest.")
    ResponseEntity<byte[]> read(Principal caller, @PathVariable String id) {
        InboxItems.Item item = items.find(caller.getName(), CallParameters.readId(id))
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "id", ""));
        Claim claim = item.claim();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(item.outgoing().contentType()))
                .header("X-Hub-Message-Id", String.valueOf(claim.messageId()))
                .header("X-Hub-Delivery-Id", claim.deliveryId().toString())
                .header("X-Hub-Attempt", String.valueOf(claim.attempt()))
                .header("X-Hub-Possible-Duplicate", String.valueOf(claim.possibleDuplicate()))
                .body(item.outgoing().body());
    }

    @PostMapping(path = "/{id}/ack", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Acknowledge one message",
            description =
                    "Body: {code: ok}, or none, when the system has it; {code: fatal-error} when it cannot take it, and"
                            + " then a person must mend it; {code: transient-error} to be given it again. May be repeated.")
    JsonNode acknowledge(Principal caller, @PathVariable String id, @RequestBody(required = false) byte[] body) {
        items.requireInbox(caller.getName());
        UUID deliveryId = CallParameters.readId(id);
        ReceiptCode code = readCode(body);
        if (code == ReceiptCode.OK && !deliveries.acknowledge(caller.getName(), deliveryId)) {
            throw new HubException(ErrorCode.NOT_FOUND, "id", "");
        }
        if (code == ReceiptCode.FATAL_ERROR
                && !deliveries.holdInboxItem(caller.getName(), deliveryId, ErrorCode.RECEIVER_REFUSED)) {
            throw new HubException(ErrorCode.NOT_FOUND, "id", "");
        }
        return JsonNodeFactory.instance.objectNode().put("deliveryId", id).put("code", code.fhirCode());
    }

    @PostMapping(path = "/redeliver", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Ask for messages again",
            description =
                    "After the system has restored its own database: everything it has acknowledged of messages that the"
                            + " hub accepted at or after from (a time with zone) can be read again, in order, marked as possible"
                            + " duplicates. Answers {redelivered: number}.")
    JsonNode redeliver(Principal caller, @RequestParam String from) {
        items.requireInbox(caller.getName());
        int count = deliveries.redeliver(caller.getName(), CallParameters.readFrom(from));
        return JsonNodeFactory.instance.objectNode().put("redelivered", count);
    }

    private static ReceiptCode readCode(byte[] body) {
        if (body == null || body.length == 0) {
            return ReceiptCode.OK;
        }
        try {
            String code = JSON.readTree(body).path("code").asText(ReceiptCode.OK.fhirCode());
            for (ReceiptCode each : ReceiptCode.values()) {
                if (each.fhirCode().equals(code)) {
                    return each;
                }
            }
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.UNREADABLE, "body", "");
        }
        throw new HubException(ErrorCode.UNKNOWN_CODE, "code", "ok, transient-error or fatal-error");
    }
}
