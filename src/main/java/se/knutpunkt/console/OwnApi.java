package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.OwnDeliveries;
import se.knutpunkt.ledger.OwnDelivery;
import se.knutpunkt.ledger.ReceiverState;
import se.knutpunkt.operate.overview.Overview;
import se.knutpunkt.operate.own.ConnectionGuide;
import se.knutpunkt.operate.own.OwnMessage;
import se.knutpunkt.operate.own.OwnMessages;
import se.knutpunkt.operate.own.OwnParty;
import se.knutpunkt.operate.own.OwnView;
import se.knutpunkt.operate.own.Redelivery;
import se.knutpunkt.operate.own.TestSending;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** A municipality's own view for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/own")
@Tag(name = "Own party", description = "A municipality's own queues, errors and deadlines; metadata only")
public class OwnApi {

    private final OwnParty own;
    private final TestSending tests;
    private final ConnectionGuide guides;
    private final OwnMessages messages;

    OwnApi(OwnParty own, TestSending tests, ConnectionGuide guides, OwnMessages messages) {
        this.own = own;
        this.tests = tests;
        this.guides = guides;
        this.messages = messages;
    }

    /** How it stands for one party. */
    public record Own(
            String partyId,
            String name,
            ReceiverState state,
            OwnDeliveries.Figures figures,
            List<OwnDelivery> trouble,
            Instant certificateUntil,
            List<Overview.AtRisk> deadlines,
            List<OwnView.Progress> redeliveries,
            OwnView.Confirmation contacts) {}

    /** From when what was read is to be readable again. */
    public record From(Instant from, String reason) {}

    /** The test message. */
    public record Sent(UUID hubId) {}

    @Requires(Right.VIEW_OWN_PARTY)
    @GetMapping
    @Operation(summary = "The parties that one may see, with when their contacts were confirmed")
    Paged<OwnView.Confirmation> list(Operator operator) {
        boolean onlyOwn = operator.seesOwnPartiesOnly();
        return new Paged<>(
                onlyOwn && operator.parties().isEmpty()
                        ? List.of()
                        : own.listConfirmations(onlyOwn ? operator.parties() : Set.of()),
                null);
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @GetMapping("/{partyId}")
    @Operation(summary = "Queues, errors, deadlines and connection of one party")
    Own get(@PathVariable String partyId) {
        OwnView view = own.get(partyId);
        return new Own(
                view.party().id(),
                view.party().name(),
                view.state(),
                view.figures(),
                view.trouble(),
                view.certificateUntil(),
                view.deadlines(),
                view.redeliveries(),
                view.confirmation());
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @PostMapping("/{partyId}/contacts")
    @Operation(summary = "Say that the party's contacts are right")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable String partyId, Operator operator) {
        own.confirm(partyId, operator.name());
    }

    @Requires(value = Right.REDELIVER_OWN, party = "partyId")
    @PostMapping("/{partyId}/redeliver")
    @Operation(
            summary = "Get once more what came from a time on, at most 31 days back",
            description = "An inbox of its own is readable again at once; all else is sent again by a replay.")
    Redelivery redeliver(@PathVariable String partyId, @RequestBody From from, Operator operator) {
        return own.redeliver(partyId, from.from(), operator.name(), from.reason());
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @GetMapping("/{partyId}/messages")
    @Operation(
            summary = "Messages that the party sent or got, newest first; metadata only",
            description = "By id, event, state, delivery, error, from, until, limit, and before for the next page.")
    Paged<OwnMessage> listMessages(@PathVariable String partyId, @RequestParam Map<String, String> given) {
        OwnMessages.Page page = messages.list(partyId, given);
        return new Paged<>(
                page.messages(), page.next() == null ? null : page.next().toString());
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @GetMapping("/{partyId}/messages/{hubId}")
    @Operation(summary = "One of them, with what happened to it", description = "404 for a message of others.")
    OwnMessage.Whole getMessage(@PathVariable String partyId, @PathVariable UUID hubId) {
        return messages.get(partyId, hubId);
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @GetMapping("/{partyId}/guide")
    @Operation(summary = "How the party's system is connected, with examples")
    Guide getGuide(@PathVariable String partyId) {
        return Guide.of(guides.get(partyId));
    }

    /**
     * The connection guide.
     *
     * @param token the demonstration's token; empty when this is no demonstration
     */
    public record Guide(String systemId, List<String> commands, String exampleFormat, String example, String token) {
        static Guide of(ConnectionGuide.Guide guide) {
            return new Guide(
                    guide.system().id(), guide.commands(), guide.exampleFormat(), guide.example(), guide.token());
        }
    }

    @Requires(value = Right.TEST_SEND, party = "partyId")
    @PostMapping("/{partyId}/test")
    @Operation(summary = "Send a message about a test identity to the party's own system")
    Sent test(@PathVariable String partyId, @RequestBody ControlApi.Why why, Operator operator) {
        return new Sent(tests.send(partyId, operator.name(), why.reason()));
    }
}
