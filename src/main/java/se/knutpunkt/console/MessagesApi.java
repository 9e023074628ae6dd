package se.knutpunkt.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.FoundMessage;
import se.knutpunkt.ledger.SavedSearches;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.find.ContentViews;
import se.knutpunkt.operate.find.MessageDossier;
import se.knutpunkt.operate.find.MessageDossiers;
import se.knutpunkt.operate.find.MessageExport;
import se.knutpunkt.operate.find.MessageFinder;
import se.knutpunkt.operate.find.PersonTokens;
import se.knutpunkt.operate.find.SearchProblem;
import se.knutpunkt.operate.find.SearchReader;
import se.knutpunkt.operate.find.SearchRequest;
import se.knutpunkt.operate.find.SearchShelf;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Finding messages, and one message, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/messages")
@Tag(name = "Messages", description = "Finding messages, and everything about one")
public class MessagesApi {

    private final SearchReader reader;
    private final MessageFinder finder;
    private final MessageDossiers dossiers;
    private final ContentViews contents;
    private final PersonTokens persons;
    private final SearchShelf shelf;
    private final MessageExport export;

    MessagesApi(
            SearchReader reader,
            MessageFinder finder,
            MessageDossiers dossiers,
            ContentViews contents,
            PersonTokens persons,
            SearchShelf shelf,
            MessageExport export) {
        this.reader = reader;
        this.finder = finder;
        this.dossiers = dossiers;
        this.contents = contents;
        this.persons = persons;
        this.shelf = shelf;
        this.export = export;
    }

    /**
     * A page of messages.
     *
     * @param next the parameter {@code before} of the next page; absent at the end
     * @param complete false when time ran out before the page was full: there may be more behind {@code next}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Found(List<FoundMessage> items, UUID next, boolean complete) {}

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping
    @Operation(
            summary = "Find messages, newest first",
            description =
                    "Parameters, all of which must hold: id (the hub's, MessageHeader.id, a delivery's, or the sender's), episode (id or visit"
                            + " number), person (token of POST /messages/person), sender and receiver (party, system or HSA-id), event, state,"
                            + " delivery, error, from, until; limit, and before for the next page.")
    Found find(@RequestParam Map<String, String> given) {
        SearchRequest request = require(reader.read(given, null));
        MessageFinder.Page page = finder.find(request.terms(), request.before(), request.limit());
        return new Found(page.messages(), page.next(), page.complete());
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/count")
    @Operation(summary = "How many there are, counted to 10 000", description = "The same parameters as finding them.")
    MessageFinder.Count count(@RequestParam Map<String, String> given) {
        return finder.count(require(reader.read(given, null)).terms());
    }

    /** A person's number, in any form people write it. */
    public record PersonNumber(String number) {}

    /** What stands for the person in a search. */
    public record PersonToken(String person) {}

    @Requires(Right.VIEW_MESSAGES)
    @PostMapping("/person")
    @Operation(
            summary = "The token of a person",
            description = "For the parameter person. The number is neither kept nor logged.")
    PersonToken person(@RequestBody PersonNumber asked) {
        return persons.findToken(asked.number())
                .map(PersonToken::new)
                .orElseThrow(() -> new HubException(ErrorCode.INVALID_PARAMETER, "number", ""));
    }

    @Requires(Right.EXPORT_MESSAGES)
    @GetMapping("/export")
    @Operation(
            summary = "What a search finds, as CSV or JSON lines",
            description = "form=csv or form=jsonl, beside the parameters of finding; no personal data.")
    void export(@RequestParam Map<String, String> given, Operator operator, HttpServletResponse response)
            throws IOException {
        MessageExports.send(export, reader, given, operator, response);
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/saved")
    @Operation(summary = "Saved searches, one's own and those shared")
    List<SavedSearches.SavedSearch> saved(Operator operator) {
        return shelf.list(operator.name());
    }

    /**
     * A search to keep.
     *
     * @param terms the parameters of finding
     */
    public record NewSearch(String name, boolean shared, Map<String, String> terms) {}

    @Requires(Right.VIEW_MESSAGES)
    @PostMapping("/saved")
    @Operation(summary = "Keep a search", description = "One's own of the same name is replaced. Not for a person.")
    List<SavedSearches.SavedSearch> save(@RequestBody NewSearch asked, Operator operator) {
        shelf.save(
                operator.name(),
                asked.name(),
                asked.shared(),
                asked.terms() == null ? Map.of() : new LinkedHashMap<>(asked.terms()));
        return shelf.list(operator.name());
    }

    @Requires(Right.VIEW_MESSAGES)
    @DeleteMapping("/saved/{id}")
    @Operation(summary = "Forget one's own search")
    List<SavedSearches.SavedSearch> forget(@PathVariable UUID id, Operator operator) {
        shelf.forget(operator.name(), id);
        return shelf.list(operator.name());
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/{hubId}")
    @Operation(summary = "All about one message but its content")
    MessageDossier one(@PathVariable UUID hubId) {
        return dossiers.get(hubId);
    }

    @Requires(Right.VIEW_PAYLOAD)
    @PostMapping("/{hubId}/content")
    @Operation(
            summary = "What a message holds",
            description =
                    "In plain Swedish, as it came, canonical, as each receiver was sent it, and the receipts. reason: why it is looked at;"
                            + " kept in the log.")
    ContentViews.ContentView content(
            @PathVariable UUID hubId,
            @RequestBody FailureGroupsApi.Why why,
            Operator operator,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, IdempotencyFilter.NOT_STORED);
        return contents.open(hubId, operator.name(), why.reason());
    }

    /** The request when nothing is wrong with it. */
    static SearchRequest require(SearchRequest request) {
        if (request.isRefused()) {
            SearchProblem first = request.problems().get(0);
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER,
                    first.field(),
                    first.reason() + (first.allowed().isEmpty() ? "" : ": " + first.allowed()));
        }
        return request;
    }
}
