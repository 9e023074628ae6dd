package se.knutpunkt.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.operate.own.ConnectionGuide;
import se.knutpunkt.operate.own.OwnMessages;
import se.knutpunkt.operate.own.OwnParty;
import se.knutpunkt.operate.own.Redelivery;
import se.knutpunkt.operate.own.TestSending;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** A municipality's own view, for its contacts and for those who help them. */
@Controller
public class OwnPage {

    private final OwnParty own;
    private final TestSending tests;
    private final ConnectionGuide guides;
    private final OwnMessages messages;
    private final ConfigurationInForce configuration;

    OwnPage(
            OwnParty own,
            TestSending tests,
            ConnectionGuide guides,
            OwnMessages messages,
            ConfigurationInForce configuration) {
        this.own = own;
        this.tests = tests;
        this.guides = guides;
        this.messages = messages;
        this.configuration = configuration;
    }

    /** A contact of one party goes straight to it. */
    @Requires(Right.VIEW_OWN_PARTY)
    @GetMapping("/own")
    String list(Operator operator, Model model) {
        if (operator.seesOwnPartiesOnly() && operator.parties().size() == 1) {
            return "redirect:/own/" + operator.parties().iterator().next();
        }
        boolean onlyOwn = operator.seesOwnPartiesOnly();
        model.addAttribute(
                "parties",
                onlyOwn && operator.parties().isEmpty()
                        ? List.of()
                        : own.listConfirmations(onlyOwn ? operator.parties() : Set.of()));
        return "console/own-list";
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @GetMapping("/own/{partyId}")
    String one(@PathVariable String partyId, Operator operator, Model model) {
        model.addAttribute("view", own.get(partyId));
        model.addAttribute("names", new MessageNames(configuration.get()));
        model.addAttribute("mayConfirm", operator.parties().contains(partyId));
        return "console/own";
    }

    /** What the party sent and got; the same parameters as the search among all messages, but those that name others. */
    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @GetMapping("/own/{partyId}/messages")
    String listMessages(@PathVariable String partyId, @RequestParam Map<String, String> given, Model model) {
        OwnMessages.Page page = messages.list(partyId, given);
        model.addAttribute("partyId", partyId);
        model.addAttribute("page", page);
        model.addAttribute("asked", page.parameters());
        model.addAttribute("states", DeliveryState.values());
        model.addAttribute("names", new MessageNames(configuration.get()));
        if (page.next() != null) {
            model.addAttribute("nextAddress", address(partyId, page));
        }
        return "console/own-messages";
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @GetMapping("/own/{partyId}/messages/{hubId}")
    String oneMessage(@PathVariable String partyId, @PathVariable String hubId, Model model) {
        model.addAttribute("partyId", partyId);
        model.addAttribute("whole", messages.get(partyId, AdaptersPage.uuid(hubId)));
        model.addAttribute("names", new MessageNames(configuration.get()));
        return "console/own-message";
    }

    private static String address(String partyId, OwnMessages.Page page) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/own/{party}/messages");
        List<String> values = new ArrayList<>(List.of(partyId));
        page.parameters().forEach((name, value) -> {
            address.queryParam(name, "{" + name + "}");
            values.add(value);
        });
        address.queryParam("before", "{before}");
        values.add(page.next().toString());
        return address.encode().buildAndExpand(values.toArray()).toUriString();
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @GetMapping("/own/{partyId}/guide")
    String guide(@PathVariable String partyId, Model model) {
        model.addAttribute("partyId", partyId);
        model.addAttribute("guide", guides.get(partyId));
        return "console/own-guide";
    }

    @Requires(value = Right.VIEW_OWN_PARTY, party = "partyId")
    @PostMapping("/own/{partyId}/contacts")
    String confirm(@PathVariable String partyId, Operator operator, RedirectAttributes next) {
        own.confirm(partyId, operator.name());
        Notice.done(next, "own.confirmed");
        return "redirect:/own/" + partyId;
    }

    @Requires(value = Right.REDELIVER_OWN, party = "partyId")
    @PostMapping("/own/{partyId}/redeliver")
    String redeliver(
            @PathVariable String partyId,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            RedirectAttributes next) {
        Redelivery asked = own.redeliver(partyId, Shown.fromField("from", from), operator.name(), reason);
        Notice.done(next, asked.replay() == null ? "own.redelivered" : "own.redelivering", asked.deliveries());
        return "redirect:/own/" + partyId;
    }

    @Requires(value = Right.TEST_SEND, party = "partyId")
    @PostMapping("/own/{partyId}/test")
    String test(
            @PathVariable String partyId,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            RedirectAttributes next) {
        UUID hubId = tests.send(partyId, operator.name(), reason);
        Notice.done(next, "own.tested", hubId);
        return "redirect:/own/" + partyId;
    }
}
