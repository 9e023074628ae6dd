package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.intake.HubFixture;

/** Login by a real OpenID provider in this process. */
class OpenIdLoginIT {

    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();
    private static HubFixture hub;

    @BeforeAll
    static void start() throws IOException {
        PROVIDER.start();
        hub = HubFixture.start(Map.of(
                "hub.oidc.issuer",
                PROVIDER.issuerUrl("gits").toString(),
                "hub.oidc.client-id",
                "knutpunkt",
                "hub.oidc.client-secret",
                "only-for-this-test"));
    }

    @AfterAll
    static void stop() {
        hub.stop();
        PROVIDER.shutdown();
    }

    @Test
    void aPersonWithARoleIsLetInAndLogged() throws Exception {
        HttpResponse<String> page = login(Map.of(
                "preferred_username", "anna", "name", "Anna Exempel", "roles", List.of("support", "something-else")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/");
        assertThat(page.body()).contains("Anna Exempel");
        assertThat(hub.sql()
                        .sql(
                                "SELECT count(*) FROM operator_action WHERE by_whom = 'oidc:anna' AND action = 'logged-in'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aPersonWithoutARoleIsToldSo() throws Exception {
        HttpResponse<String> page = login(Map.of("preferred_username", "bo", "roles", List.of("payroll")));
        assertThat(page.uri().toString()).endsWith("/login?role");
        assertThat(page.body()).contains("ingen roll i Knutpunkt");
    }

    private static HttpResponse<String> login(Map<String, Object> claims) throws Exception {
        PROVIDER.enqueueCallback(
                new DefaultOAuth2TokenCallback("gits", "subject", "JWT", List.of("knutpunkt"), claims));
        HttpClient person = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return person.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort() + "/oauth2/authorization/hub"))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
