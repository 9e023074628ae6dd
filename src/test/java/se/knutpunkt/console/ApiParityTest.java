package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.security.ConsolePaths;

/** Everything the console does, its API does: each handler of a page has its twin there, by the same address or by this table. */
class ApiParityTest {

    /** Pages whose twin has another address or method. */
    private static final Map<String, String> TWINS = Map.ofEntries(
            Map.entry("GET /", "GET /overview"),
            Map.entry("POST /adapters/close-downs", "POST /close-downs"),
            Map.entry("GET /adapters/close-downs/{}", "GET /close-downs/{}"),
            Map.entry("POST /adapters/close-downs/{}/cancel", "POST /close-downs/{}/cancel"),
            Map.entry("POST /adapters/close-downs/{}/steps", "POST /close-downs/{}/steps/{}"),
            Map.entry("POST /adapters/events", "POST /events/{}/{}"),
            Map.entry("POST /adapters/{}/control", "POST /adapters/{}/{}"),
            Map.entry("POST /routes/{}/control", "POST /routes/{}/{}"),
            Map.entry("POST /failure-groups/{}/describe", "PUT /failure-groups/{}/description"),
            Map.entry("POST /incidents/{}/describe", "PUT /incidents/{}/description"),
            Map.entry("POST /messages", "POST /messages/person"),
            Map.entry("POST /messages/edits", "POST /edits"),
            Map.entry("GET /messages/edits", "GET /edits"),
            Map.entry("GET /messages/edits/{}", "GET /edits/{}"),
            Map.entry("POST /messages/edits/{}/approve", "POST /edits/{}/approve"),
            Map.entry("POST /messages/edits/{}/reject", "POST /edits/{}/reject"),
            Map.entry("POST /messages/edits/new/{}", "POST /messages/{}/content"),
            Map.entry("POST /messages/saved/{}/forget", "DELETE /messages/saved/{}"),
            Map.entry("POST /misaddressed", "POST /misaddressed/spread"),
            Map.entry("GET /misaddressed/proofs/{}", "GET /misaddressed/withdrawals/{}"),
            Map.entry("GET /replays/{}/progress", "GET /replays/{}"),
            Map.entry("POST /reports", "POST /reports/{}"),
            Map.entry("POST /reports/{}/texts/{}", "PUT /reports/{}/texts/{}"),
            Map.entry("POST /replays/{}/steer", "POST /replays/{}/pause"),
            Map.entry("POST /users/{}/access", "PUT /users/{}/access"),
            Map.entry("POST /users/{}/password", "PUT /users/{}/password"));

    /** Pages that need none, and why. */
    private static final Map<String, String> NONE = Map.ofEntries(
            Map.entry("GET /login", "a program shows name and password each time"),
            Map.entry("GET /console/start", "only leads a person on"),
            Map.entry("GET /language", "answers of the API have no language of their own"),
            Map.entry("GET /openapi", "describes the API itself"),
            Map.entry("GET /adapters/part", "a part of a page that has a twin"),
            Map.entry("GET /routes/part", "a part of a page that has a twin"),
            Map.entry("GET /routes/{}/diagram", "the same steps as a picture"),
            Map.entry("GET /routes/mappings/{}/diagram", "the same rules as a picture"),
            Map.entry("GET /configuration/what-if", "only asks"),
            Map.entry("GET /incidents/new", "only asks"),
            Map.entry("GET /messages/edits/new/{}", "only asks"),
            Map.entry("POST /messages/edits/{}/compare", "shows the lines of two contents that the API gives"),
            Map.entry("GET /misaddressed", "only asks"),
            Map.entry("GET /replays/new", "only asks"),
            Map.entry("GET /users/new", "only asks"));

    @Test
    void everythingThatAPageDoesTheApiDoes() {
        Set<String> api = handlers(true);
        Set<String> missing = new TreeSet<>();
        for (String page : handlers(false)) {
            if (!NONE.containsKey(page) && !api.contains(TWINS.getOrDefault(page, page))) {
                missing.add(page);
            }
        }
        assertThat(missing).as("pages without a twin in the API").isEmpty();
    }

    @Test
    void theTablesNameNothingThatIsGone() {
        Set<String> pages = handlers(false);
        assertThat(TWINS.keySet()).isSubsetOf(pages);
        assertThat(TWINS.values()).isSubsetOf(handlers(true));
        assertThat(NONE.keySet().stream().filter(page -> !page.startsWith("GET /console")))
                .allSatisfy(page -> assertThat(pages).contains(page));
    }

    private static Set<String> handlers(boolean api) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        return scanner.findCandidateComponents("se.knutpunkt.console").stream()
                .map(found -> load(found.getBeanClassName()))
                .filter(type -> AnnotatedElementUtils.hasAnnotation(type, RestController.class) == api)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).flatMap(method -> of(type, method)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> of(Class<?> type, Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return Stream.empty();
        }
        RequestMapping ofType = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
        String base = ofType == null || ofType.path().length == 0 ? "" : ofType.path()[0];
        String path = mapping.path().length == 0 ? "" : mapping.path()[0];
        String whole = (base + path).replaceFirst("^" + ConsolePaths.API, "").replaceAll("\\{[^}]*}", "{}");
        return Arrays.stream(mapping.method()).map(verb -> verb + " " + whole);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new AssertionError(gone);
        }
    }
}
