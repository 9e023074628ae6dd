package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What became of a message, for those who sent it or receive it; to everybody else it does not exist. */
@RestController
@Tag(name = "Messages", description = "What became of a message")
public class MessageController {

    private final MessageLedger messages;
    private final MessageStatusJson json;

    public MessageController(MessageLedger messages, MessageStatusJson json) {
        this.messages = messages;
        this.json = json;
    }

    @GetMapping(path = "/api/v1/messages/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What became of a message",
            description =
                    "By the hub's id or MessageHeader.id. Deliveries with their state; receipts on three levels kept apart:"
                            + " accepted (the hub has it durably), received (the receiving system has it), kvittens (a person has taken"
                            + " it on); and the history. A receiver sees only its own part.")
    JsonNode find(Principal caller, @PathVariable String id, HttpServletRequest request) {
        return messages.find(CallParameters.readId(id))
                .filter(status -> MessageStatusJson.concerns(status, caller.getName()))
                .map(status -> json.write(status, caller.getName(), Problems.locale(request)))
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "id", ""));
    }
}
