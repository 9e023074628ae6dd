package se.knutpunkt.operate.find;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.knutpunkt.ledger.SavedSearches;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;

/** Keeps searches under names, for oneself or for all. A search for a person is not kept: nobody's searching leaves a trace of whom. */
public final class SearchShelf {

    private static final int MOST = 100;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} ,.:()/_-]{1,60}");

    private final SavedSearches saved;
    private final SearchReader reader;
    private final OperatorLog log;
    private final Ids ids;

    public SearchShelf(SavedSearches saved, SearchReader reader, OperatorLog log, Ids ids) {
        this.saved = saved;
        this.reader = reader;
        this.log = log;
        this.ids = ids;
    }

    /** One's own and those that others share, by name. */
    public List<SavedSearches.SavedSearch> list(String byWhom) {
        return saved.list(byWhom);
    }

    /**
     * Keeps a search; one's own of the same name is replaced.
     *
     * @param parameters the parameters of the permalink
     * @throws HubException INVALID_PARAMETER when the name or a parameter is not of its form, or it looks for a person
     */
    public void save(String byWhom, String name, boolean shared, Map<String, String> parameters) {
        String kept = name == null ? "" : name.strip();
        // a number in a name could be anybody's
        if (!NAME.matcher(kept).matches() || kept.matches(".*\\d{6}.*")) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "name", "1-60 letters, no long number");
        }
        if (parameters.containsKey("person")) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "person", "a search for a person is not kept");
        }
        SearchRequest request = reader.read(parameters, null);
        if (request.isRefused()) {
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER,
                    request.problems().get(0).field(),
                    request.problems().get(0).allowed());
        }
        if (saved.count(byWhom) >= MOST) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "name", "at most " + MOST);
        }
        UUID id = ids.next();
        log.recordWithoutReason(byWhom, "saved-search", "search " + id);
        saved.save(id, byWhom, kept, query(request.parameters()), shared);
    }

    /** Forgets one's own search; twice is as once. */
    public void forget(String byWhom, UUID id) {
        if (saved.forget(id, byWhom)) {
            log.recordWithoutReason(byWhom, "forgot-search", "search " + id);
        }
    }

    /** Parameters as the query of an address. */
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The reverse of {@link #query}. */
    public static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
