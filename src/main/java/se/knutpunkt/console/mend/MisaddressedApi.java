package se.knutpunkt.console.mend;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.Withdrawal;
import se.knutpunkt.operate.misaddressed.Misaddressed;
import se.knutpunkt.operate.misaddressed.Spread;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** What was misaddressed, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/misaddressed")
@Tag(name = "Misaddressed", description = "Where messages went, and taking them back before they are read")
public class MisaddressedApi {

    private final Misaddressed misaddressed;

    MisaddressedApi(Misaddressed misaddressed) {
        this.misaddressed = misaddressed;
    }

    /** Which messages, by the hub's ids or MessageHeader.id. */
    public record Messages(List<UUID> messages) {}

    /** Which message, and why; the id is made by the program, so that asking twice takes back once. */
    public record Withdraw(UUID id, UUID message, String reason) {}

    @Requires(Right.VIEW_MESSAGES)
    @PostMapping("/spread")
    @Operation(summary = "Who has which fields of some messages; no values, and nobody is named")
    Spread spread(@RequestBody Messages messages, Operator operator) {
        return misaddressed.spread(messages.messages() == null ? List.of() : messages.messages(), operator.name());
    }

    @Requires(Right.WITHDRAW_MESSAGE)
    @PostMapping("/withdrawals")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Take a message back from everybody who has not got it")
    Withdrawal withdraw(@RequestBody Withdraw withdraw, Operator operator) {
        return misaddressed.withdraw(
                withdraw.id(),
                SelectionForm.id("message", String.valueOf(withdraw.message())),
                operator.name(),
                withdraw.reason());
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/withdrawals/{id}")
    @Operation(summary = "The proof of a withdrawal")
    Withdrawal proof(@PathVariable UUID id) {
        return misaddressed.requireProof(id);
    }
}
