package se.knutpunkt.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.knutpunkt.intake.HubFixture;

/** A person at the console of the hub under test, without a browser: keeps cookies, follows nothing. */
public final class ConsoleClient {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern ONCE = Pattern.compile("name=\"once\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String base = "http://127.0.0.1:" + HubFixture.get().httpPort();
    private final String authorization;

    private ConsoleClient(String authorization) {
        this.authorization = authorization;
    }

    /** Nobody yet. */
    public static ConsoleClient anonymous() {
        return new ConsoleClient(null);
    }

    /** A demonstration user who has logged in by the form. */
    public static ConsoleClient loggedIn(String user) {
        ConsoleClient client = anonymous();
        HttpResponse<String> answer = client.login(user, HubFixture.get().password(user));
        if (answer.statusCode() != 302
                || !answer.headers().firstValue("Location").orElse("").endsWith("/console/start")) {
            throw new AssertionError("login of " + user + ": " + answer.statusCode() + " "
                    + answer.headers().map());
        }
        return client;
    }

    /** A program that shows a demonstration user's password each time. */
    public static ConsoleClient program(String user) {
        return basic(user, HubFixture.get().password(user));
    }

    public static ConsoleClient basic(String user, String password) {
        return new ConsoleClient("Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    public HttpResponse<String> login(String user, String password) {
        String page = get("/login").body();
        return form("/login", Map.of("username", user, "password", password, "_csrf", csrf(page)));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> json(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    public HttpResponse<String> method(String method, String path) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** The CSRF token of a page's form. */
    public static String csrf(String page) {
        return first(CSRF, page);
    }

    /** The one-time value of a page's form. */
    public static String once(String page) {
        return first(ONCE, page);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static String first(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + page);
        }
        return found.group(1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
