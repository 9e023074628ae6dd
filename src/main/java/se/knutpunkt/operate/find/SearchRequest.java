package se.knutpunkt.operate.find;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import se.knutpunkt.ledger.SearchTerms;

/**
 * A search as it was asked for.
 *
 * @param terms what is looked for; null when there are problems
 * @param before where the page begins; null for the newest
 * @param limit messages of a page
 * @param parameters the parameters of the permalink, in their order, without the place in the pages
 * @param problems what is wrong; empty when nothing is
 */
public record SearchRequest(
        SearchTerms terms, UUID before, int limit, Map<String, String> parameters, List<SearchProblem> problems) {

    public SearchRequest {
        problems = List.copyOf(problems);
    }

    public boolean isRefused() {
        return !problems.isEmpty();
    }
}
