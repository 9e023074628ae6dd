package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.knutpunkt.intake.HubFixture;

/** Login, forms and the API's frame, over real sockets. */
class ConsoleIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aPersonLogsInByTheFormAndOutAgain() {
        ConsoleClient person = ConsoleClient.anonymous();
        assertThat(person.get("/").headers().firstValue("Location").orElse("")).endsWith("/login");

        HttpResponse<String> login = person.login("support", HubFixture.get().password("support"));
        assertThat(login.headers().firstValue("Set-Cookie").orElse(""))
                .as("another session than before the login")
                .contains("knutpunkt=", "HttpOnly", "SameSite=Lax");
        HttpResponse<String> page = person.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Demo, support", "Översikt").doesNotContain("Användare");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");

        assertThat(person.form("/logout", Map.of("_csrf", ConsoleClient.csrf(page.body())))
                        .statusCode())
                .isEqualTo(302);
        assertThat(person.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void aWrongPasswordSaysNothingMoreAndGuessesAreThrottled() {
        String name = "somebody-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> wrong = ConsoleClient.anonymous().login(name, "guess " + i);
            assertThat(wrong.headers().firstValue("Location").orElse("")).endsWith("/login?wrong");
        }
        HttpResponse<String> slow = ConsoleClient.anonymous().login(name, "guess again");
        assertThat(slow.headers().firstValue("Location").orElse("")).endsWith("/login?slow");
        assertThat(ConsoleClient.basic(name, "guess").get("/api/v1/ops/audit").statusCode())
                .isEqualTo(429);
    }

    @Test
    void aFormWithoutItsTokenDoesNothingAndSaysSo() {
        ConsoleClient admin = ConsoleClient.loggedIn("admin");
        HttpResponse<String> forged =
                admin.form("/users", newUser("forged", UUID.randomUUID().toString()));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("HUB-807");
        assertThat(admin.get("/users/forged").statusCode()).isEqualTo(404);
    }

    @Test
    void aFormThatIsSentTwiceIsDoneOnceAndLeadsToTheSamePage() {
        ConsoleClient admin = ConsoleClient.loggedIn("admin");
        String page = admin.get("/users/new").body();
        String name = "twice-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> fields = newUser(name, ConsoleClient.once(page));
        fields.put("_csrf", ConsoleClient.csrf(page));
        HttpResponse<String> first = admin.form("/users", fields);
        HttpResponse<String> second = admin.form("/users", fields);
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(logged("user " + name)).isEqualTo(1);
        assertThat(admin.get("/users").body()).contains("Användaren " + name + " är skapad.");

        fields.remove("once");
        assertThat(admin.form("/users", fields).statusCode()).isEqualTo(403);
    }

    @Test
    void aFormThatWasRefusedMayBeSentAgainAfterMending() {
        ConsoleClient admin = ConsoleClient.loggedIn("admin");
        String page = admin.get("/users/new").body();
        String name = "mended-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> fields = newUser(name, ConsoleClient.once(page));
        fields.put("_csrf", ConsoleClient.csrf(page));
        fields.put("reason", "ny kollega, 191212121212");
        HttpResponse<String> refused = admin.form("/users", fields);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("HUB-806").doesNotContain("191212121212");
        fields.put("reason", "ny kollega");
        assertThat(admin.form("/users", fields).statusCode()).isEqualTo(302);
    }

    @Test
    void whatIsTakenAwayIsGoneAtOnce() {
        String name = "gone-" + UUID.randomUUID().toString().substring(0, 8);
        ConsoleClient admin = ConsoleClient.program("admin");
        assertThat(admin.json("POST", "/api/v1/ops/users", user(name)).statusCode())
                .isEqualTo(201);
        ConsoleClient person = ConsoleClient.anonymous();
        person.login(name, "ett långt lösenord");
        assertThat(person.get("/").statusCode()).isEqualTo(200);

        admin.json(
                "PUT",
                "/api/v1/ops/users/" + name + "/access",
                "{\"roles\":[\"support\"],\"disabled\":true,\"reason\":\"slutat\"}");
        assertThat(person.get("/").headers().firstValue("Location").orElse("")).endsWith("/login");
    }

    @Test
    void theSameRequestOfAProgramIsDoneOnceAndAnotherUnderItsKeyIsRefused() throws Exception {
        ConsoleClient admin = ConsoleClient.program("admin");
        String key = UUID.randomUUID().toString();
        String name = "once-" + key.substring(0, 8);
        HttpResponse<String> first = admin.json("POST", "/api/v1/ops/users", user(name), "Idempotency-Key", key);
        HttpResponse<String> again = admin.json("POST", "/api/v1/ops/users", user(name), "Idempotency-Key", key);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(again.body())).isEqualTo(JSON.readTree(first.body()));
        assertThat(logged("user " + name)).isEqualTo(1);

        HttpResponse<String> other = admin.json("POST", "/api/v1/ops/users", user(name + "x"), "Idempotency-Key", key);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("HUB-804");
        assertThat(admin.json("POST", "/api/v1/ops/users", user(name)).statusCode())
                .as("without a key it is a new request, and the name is taken")
                .isEqualTo(409);
    }

    @Test
    void whatIsWrongIsAnsweredAsAProblem() throws Exception {
        ConsoleClient admin = ConsoleClient.program("admin");
        problem(ConsoleClient.anonymous().get("/api/v1/ops/audit"), 401, "HUB-001");
        problem(admin.get("/api/v1/ops/nothing"), 404, "HUB-014");
        problem(admin.get("/api/v1/ops/audit?cursor=%00"), 400, "HUB-015");
        problem(admin.get("/api/v1/ops/audit?limit=many"), 400, "HUB-015");
        problem(admin.json("POST", "/api/v1/ops/users", "{\"name\":"), 400, "HUB-006");
        problem(admin.json("DELETE", "/api/v1/ops/users", "{}"), 405, "HUB-014");
        problem(ConsoleClient.program("support").get("/api/v1/ops/users"), 403, "HUB-801");
        assertThat(admin.get("/nosuch").statusCode())
                .as("not an address of the console")
                .isEqualTo(401);
        assertThat(ConsoleClient.loggedIn("admin").get("/users/nobody").body()).contains("Sidan finns inte");
    }

    @Test
    void aBrowsersPasswordAloneChangesNothing() {
        HttpResponse<String> tricked = ConsoleClient.program("admin")
                .json("POST", "/api/v1/ops/users", user("tricked"), "Sec-Fetch-Site", "cross-site");
        assertThat(tricked.statusCode()).isEqualTo(403);
        assertThat(tricked.body()).contains("HUB-807");
    }

    @Test
    void aSystemIsNobodyInTheConsoleAndAPersonNobodyAtTheEntrances() {
        assertThat(ConsoleClient.program("admin").get("/api/v1/inbox").statusCode())
                .isEqualTo(401);
        assertThat(ConsoleClient.loggedIn("admin").get("/api/v1/inbox").statusCode())
                .isEqualTo(401);
    }

    @Test
    void theLogIsPagedAndWhole() throws Exception {
        ConsoleClient admin = ConsoleClient.program("admin");
        ConsoleClient.loggedIn("support");
        ConsoleClient.loggedIn("support");
        JsonNode first = JSON.readTree(
                admin.get("/api/v1/ops/audit?byWhom=support&limit=1").body());
        JsonNode second = JSON.readTree(admin.get("/api/v1/ops/audit?byWhom=support&limit=1&cursor="
                        + first.path("next").asText())
                .body());
        assertThat(second.path("items").path(0).path("number").asLong())
                .isLessThan(first.path("items").path(0).path("number").asLong());
        assertThat(first.path("items").path(0).path("action").asText()).isEqualTo("logged-in");
        assertThat(JSON.readTree(admin.get("/api/v1/ops/audit/chain").body())
                        .path("whole")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theApiIsDescribed() throws Exception {
        JsonNode ops =
                JSON.readTree(ConsoleClient.anonymous().get("/openapi/ops").body());
        assertThat(ops.path("openapi").asText()).startsWith("3.1");
        assertThat(ops.path("paths").has("/api/v1/ops/users")).isTrue();
        assertThat(ops.path("paths").has("/api/v1/inbox")).isFalse();
        JsonNode systems =
                JSON.readTree(ConsoleClient.anonymous().get("/openapi").body());
        assertThat(systems.path("paths").has("/api/v1/inbox")).isTrue();
        assertThat(systems.path("paths").has("/api/v1/ops/users")).isFalse();
    }

    @Test
    void theChosenLanguageStaysAndLeadsNowhereElse() {
        ConsoleClient person = ConsoleClient.anonymous();
        assertThat(person.get("/login").body()).contains("Logga in");
        HttpResponse<String> chosen = person.get("/language?to=en&back=%2Flogin");
        assertThat(chosen.headers().firstValue("Location").orElse("")).endsWith("/login");
        assertThat(person.get("/login").body()).contains("Log in", "lang=\"en\"");
        assertThat(person.get("/language?to=sv&back=%2F%2Felsewhere.example")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .doesNotContain("elsewhere");
    }

    private static void problem(HttpResponse<String> answer, int status, String number) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("number").asText()).isEqualTo(number);
        assertThat(JSON.readTree(answer.body()).path("mend").asText()).isNotBlank();
    }

    private static Map<String, String> newUser(String name, String once) {
        Map<String, String> fields = new HashMap<>();
        fields.put("name", name);
        fields.put("displayName", "Någon Ny");
        fields.put("password", "ett långt lösenord");
        fields.put("role", "support");
        fields.put("reason", "ny kollega");
        fields.put("once", once);
        return fields;
    }

    private static String user(String name) {
        return "{\"name\":\"" + name
                + "\",\"password\":\"ett långt lösenord\",\"roles\":[\"support\"],\"reason\":\"ny kollega\"}";
    }

    private static long logged(String subject) {
        return HubFixture.get()
                .sql()
                .sql("SELECT count(*) FROM operator_action WHERE subject = ?")
                .param(subject)
                .query(Long.class)
                .single();
    }
}
