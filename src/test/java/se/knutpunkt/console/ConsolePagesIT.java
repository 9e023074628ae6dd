package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of the console in a real browser; a part adds its pages here, or has an IT of its own that calls the same check. */
class ConsolePagesIT {

    @ParameterizedTest
    @CsvSource({
        ", /login, login",
        ", /login?wrong, login-wrong",
        "admin, /?still=true, overview",
        "admin, /users, users",
        "admin, /users/new, user-new",
        "admin, /users/support, user",
        "admin, /audit, audit",
    })
    void aPageIsForEverybody(String user, String path, String name) {
        ConsoleBrowser.get().check(user, path, name);
    }

    @ParameterizedTest
    @CsvSource({"support, /users, error-403", "support, /messages/x/y/z, error-404"})
    void anErrorIsAPageToo(String user, String path, String name) {
        try (Page page = ConsoleBrowser.get().open(user, path)) {
            assertThat(page.locator("h1").textContent()).isNotBlank();
            assertThat(page.locator("main a.button").isVisible()).isTrue();
            ConsoleBrowser.get().check(page, name);
        }
    }

    @Test
    void aPartOfAPageIsFetchedWithoutTheWholeOfIt() {
        try (Page page = ConsoleBrowser.get().open("admin", "/audit")) {
            page.locator("button[hx-get='/audit/chain']").focus();
            page.keyboard().press("Enter");
            page.locator("#chain .badge.good").waitFor();
            assertThat(page.locator("#chain").textContent().strip()).isEqualTo("Loggen är hel");
            ConsoleBrowser.get().check(page, "audit-chain");
        }
    }

    @Test
    void theSkipLinkLeadsToTheContentAndTheLanguageChanges() {
        try (Page page = ConsoleBrowser.get().open("support-innehall", "/")) {
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("main");
            page.locator("a.language").click();
            page.waitForURL(url -> url.endsWith("/"));
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
            page.locator("a.language").click();
            page.waitForLoadState();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("sv");
        }
    }
}
