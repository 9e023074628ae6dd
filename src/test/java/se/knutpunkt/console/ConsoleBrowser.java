package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.knutpunkt.intake.HubFixture;

/**
 * A real browser at the console of the hub under test, started once per JVM. {@link #check} is what every page must pass: it is free of
 * axe's findings at WCAG 2.1 AA, can be used by the keyboard alone with the focus to be seen, breaks no content policy and leaves
 * screenshots, wide and narrow.
 */
public final class ConsoleBrowser {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
    private static final int MOST_STOPS = 400;
    private static final int STOPS_OF_A_TIME = 8;
    /** What the keyboard must reach, as the browser itself sees it. */
    private static final String STOPS =
            "() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary,"
                    + " [tabindex=\"0\"]')].filter(e => !e.disabled && e.type !== 'hidden' && e.checkVisibility({visibilityProperty: true})"
                    + " && !(e.type === 'radio' && !e.checked)).map((e, i) => { e.dataset.stop = i; return e.outerHTML.slice(0, 120); })";

    private static final String AT =
            "() => { const e = document.activeElement; if (!e || e.dataset.stop === undefined) return null;"
                    + " const s = getComputedStyle(e); return [e.dataset.stop, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2]; }";

    private static ConsoleBrowser running;

    private final Playwright playwright;
    private final Browser browser;
    private final Map<String, BrowserContext> contexts = new HashMap<>();

    private ConsoleBrowser() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Optional<Path> own = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        own.ifPresent(there -> environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
        own.ifPresent(options::setExecutablePath);
        browser = playwright.chromium().launch(options);
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }

    public static synchronized ConsoleBrowser get() {
        if (running == null) {
            running = new ConsoleBrowser();
        }
        return running;
    }

    /** A page of a demonstration user who has logged in; of nobody for null. Swedish. Close it. */
    public Page open(String user, String path) {
        Page page = context(user).newPage();
        page.navigate(base() + path);
        return page;
    }

    /** Looks at a page as every page is looked at; it must stay as it is meanwhile, so stop what updates itself. */
    public void check(String user, String path, String name) {
        try (Page page = context(user).newPage()) {
            List<String> broken = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    broken.add(message.text());
                }
            });
            page.onPageError(broken::add);
            page.navigate(base() + path);
            check(page, name);
            assertThat(broken)
                    .as("errors and refusals of the browser at " + path)
                    .isEmpty();
        }
    }

    /** Looks at a page as it is now, after something was done in it. */
    public void check(Page page, String name) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.setViewportSize(1280, 900);
        shoot(page, name);
        List<Rule> violations = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
        assertThat(violations.stream().map(ConsoleBrowser::told))
                .as("axe at " + name)
                .isEmpty();
        page.setViewportSize(390, 800);
        shoot(page, name + "-narrow");
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("no page is wider than a telephone: " + name)
                .isTrue();
        page.setViewportSize(1280, 900);
        requireKeyboard(page, name);
    }

    private static void requireKeyboard(Page page, String name) {
        // what is drawn anew by itself meanwhile would lose the marks
        page.evaluate("() => document.addEventListener('htmx:beforeRequest', e => e.preventDefault())");
        List<?> stops = (List<?>) page.evaluate(STOPS);
        page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }");
        boolean[] reached = new boolean[stops.size()];
        boolean[] seen = new boolean[stops.size()];
        List<String> unseen = new ArrayList<>();
        // a field for a time is many stops: day, month, year, hour, minute and the calendar
        int parts = STOPS_OF_A_TIME
                * page.locator("input[type=datetime-local], input[type=date], input[type=time]")
                        .count();
        int most = Math.min(MOST_STOPS, stops.size() + parts + 5);
        for (int i = 0; i < most; i++) {
            page.keyboard().press("Tab");
            if (page.evaluate(AT) instanceof List<?> at) {
                int stop = Integer.parseInt(String.valueOf(at.get(0)));
                reached[stop] = true;
                // of a field of several parts, the browser itself marks the part
                seen[stop] |= at.get(1) != Boolean.FALSE;
            }
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < stops.size() && stops.size() <= MOST_STOPS; i++) {
            if (!reached[i]) {
                missed.add(String.valueOf(stops.get(i)));
            } else if (reached[i] && !seen[i]) {
                unseen.add(String.valueOf(stops.get(i)));
            }
        }
        assertThat(missed).as("what the Tab key does not reach at " + name).isEmpty();
        assertThat(unseen)
                .as("what does not show that it has the focus at " + name)
                .isEmpty();
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).limit(5).toList();
    }

    private BrowserContext context(String user) {
        return contexts.computeIfAbsent(String.valueOf(user), name -> {
            BrowserContext context = browser.newContext(
                    new Browser.NewContextOptions().setLocale("sv-SE").setTimezoneId("Europe/Stockholm"));
            if (user != null) {
                try (Page login = context.newPage()) {
                    login.navigate(base() + "/login");
                    login.fill("#username", user);
                    login.fill("#password", HubFixture.get().password(user));
                    login.keyboard().press("Enter");
                    login.waitForURL(url -> !url.contains("/login"));
                }
            }
            return context;
        });
    }

    private static String base() {
        return "http://127.0.0.1:" + HubFixture.get().httpPort();
    }
}
