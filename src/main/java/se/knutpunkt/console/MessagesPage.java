package se.knutpunkt.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import se.knutpunkt.message.MessageState;
import se.knutpunkt.operate.find.MessageExport;
import se.knutpunkt.operate.find.MessageFinder;
import se.knutpunkt.operate.find.PersonTokens;
import se.knutpunkt.operate.find.SearchReader;
import se.knutpunkt.operate.find.SearchRequest;
import se.knutpunkt.operate.find.SearchShelf;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Search among messages. What is looked for stands in the address, a person as a token, so that a search can be handed on. */
@Controller
public class MessagesPage {

    private final SearchReader reader;
    private final MessageFinder finder;
    private final PersonTokens persons;
    private final SearchShelf shelf;
    private final MessageExport export;
    private final ConfigurationInForce configuration;

    MessagesPage(
            SearchReader reader,
            MessageFinder finder,
            PersonTokens persons,
            SearchShelf shelf,
            MessageExport export,
            ConfigurationInForce configuration) {
        this.reader = reader;
        this.finder = finder;
        this.persons = persons;
        this.shelf = shelf;
        this.export = export;
        this.configuration = configuration;
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/messages")
    String search(@RequestParam Map<String, String> given, Operator operator, Model model) {
        SearchRequest request = reader.read(given, null);
        show(request, given, operator, model);
        if (!request.isRefused()) {
            MessageFinder.Page page = finder.find(request.terms(), request.before(), request.limit());
            model.addAttribute("found", page);
            if (page.next() != null) {
                model.addAttribute("nextAddress", address(request.parameters(), page.next()));
                model.addAttribute("reached", Instant.ofEpochMilli(page.next().getMostSignificantBits() >>> 16));
            }
        }
        return "console/messages";
    }

    /** How many there are, asked for after the page is there. */
    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/messages/count")
    String count(@RequestParam Map<String, String> given, Model model) {
        SearchRequest request = reader.read(given, null);
        model.addAttribute("count", request.isRefused() ? null : finder.count(request.terms()));
        return "console/messages :: count";
    }

    /** A person is typed here and nowhere else: the number goes no further than this method, the token into the address. */
    @Requires(Right.VIEW_MESSAGES)
    @PostMapping("/messages")
    String find(@RequestParam Map<String, String> given, RedirectAttributes next) {
        Map<String, String> parameters = new LinkedHashMap<>();
        SearchReader.PARAMETERS.forEach(name -> Optional.ofNullable(given.get(name))
                .filter(value -> !value.isBlank())
                .ifPresent(value -> parameters.put(name, value.strip())));
        String typed = given.getOrDefault("personNumber", "").strip();
        if (!typed.isEmpty()) {
            Optional<String> token = persons.findToken(typed);
            if (token.isEmpty()) {
                Notice.refused(next, "messages.no-person");
                return "redirect:" + address(parameters, null);
            }
            parameters.put("person", token.get());
        }
        return "redirect:" + address(parameters, null);
    }

    @Requires(Right.VIEW_MESSAGES)
    @PostMapping("/messages/saved")
    String save(
            @RequestParam String name,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestParam(defaultValue = "") String terms,
            Operator operator,
            RedirectAttributes next) {
        Map<String, String> parameters = SearchShelf.parameters(terms);
        shelf.save(operator.name(), name, shared, parameters);
        Notice.done(next, "messages.saved-as", name);
        return "redirect:" + address(parameters, null);
    }

    @Requires(Right.VIEW_MESSAGES)
    @PostMapping("/messages/saved/{id}/forget")
    String forget(@PathVariable UUID id, Operator operator, RedirectAttributes next) {
        shelf.forget(operator.name(), id);
        Notice.done(next, "messages.forgotten");
        return "redirect:/messages";
    }

    @Requires(Right.EXPORT_MESSAGES)
    @GetMapping("/messages/export")
    void export(@RequestParam Map<String, String> given, Operator operator, HttpServletResponse response)
            throws IOException {
        MessageExports.send(export, reader, given, operator, response);
    }

    private void show(SearchRequest request, Map<String, String> given, Operator operator, Model model) {
        model.addAttribute("asked", given);
        model.addAttribute("problems", request.problems());
        model.addAttribute("query", SearchShelf.query(request.parameters()));
        model.addAttribute("exportCsv", "/messages/export?form=csv&" + SearchShelf.query(request.parameters()));
        model.addAttribute("exportJson", "/messages/export?form=jsonl&" + SearchShelf.query(request.parameters()));
        model.addAttribute("countAddress", "/messages/count?" + SearchShelf.query(request.parameters()));
        model.addAttribute("mayExport", operator.has(Right.EXPORT_MESSAGES));
        model.addAttribute("saved", shelf.list(operator.name()));
        model.addAttribute("me", operator.name());
        model.addAttribute(
                "events",
                configuration.get().catalogue().listEvents().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                type -> type.code(), type -> type, (one, other) -> other, java.util.TreeMap::new))
                        .values());
        model.addAttribute("parties", configuration.get().directory().listParties());
        model.addAttribute("states", MessageState.values());
        model.addAttribute("deliveryStates", DeliveryState.values());
        model.addAttribute("names", new MessageNames(configuration.get()));
    }

    private static String address(Map<String, String> parameters, UUID before) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/messages");
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (before != null) {
            all.put("before", before.toString());
        }
        all.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode()
                .buildAndExpand(List.copyOf(all.values()).toArray())
                .toUriString();
    }
}
