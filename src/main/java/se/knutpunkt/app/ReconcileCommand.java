package se.knutpunkt.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.knutpunkt.message.HubException;

/** Compares a party's list with the manifest of a running hub, or prints the manifest; exit 1 when there are gaps, 2 when it cannot be done. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Compare a party's own list of a day with what the hub has, or print what the hub has when no file is given.",
            "Exit 0: no gaps; 1: gaps; 2: not compared. The hub must run. The bearer token is taken from HUB_TOKEN, else from the demo's file."
        })
final class ReconcileCommand implements Callable<Integer> {

    private static final int GAPS = 1;
    private static final int NOT_DONE = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Option(names = "--party", required = true, description = "id of the system that sent or got the messages")
    private String party;

    @Option(names = "--day", required = true, description = "calendar day in Sweden, such as 2026-11-24")
    private LocalDate day;

    @Option(names = "--direction", required = true, description = "sent (to the hub) or got (from the hub)")
    private String direction;

    @Option(names = "--file", description = "the party's list, .csv or .json")
    private Path file;

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "the hub; default ${DEFAULT-VALUE}")
    private String url;

    @Option(
            names = "--data",
            defaultValue = "${env:HUB_DATA:-data}",
            description = "the demo's data folder; default ${DEFAULT-VALUE}")
    private Path data;

    @Override
    public Integer call() throws InterruptedException {
        requireUsable();
        PrintWriter out = spec.commandLine().getOut();
        try {
            String token = token();
            if (token.isEmpty()) {
                return fail("party: no token of " + party + "; set HUB_TOKEN, or --data to the demo's data folder");
            }
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .build()
                    .send(request(token), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return refused(answer);
            }
            if (file == null) {
                return printManifest(answer.body(), out);
            }
            return print(JSON.readTree(answer.body()), out);
        } catch (JsonProcessingException strange) {
            return noHub();
        } catch (HubException unreadable) {
            return fail("data: " + unreadable.refusal().detail() + " in " + data + " cannot be read; set HUB_TOKEN");
        } catch (IOException away) {
            return fail(
                    "url: no answer from " + url + " (" + away.getClass().getSimpleName() + "); is the hub running?");
        }
    }

    /** Everything that can be told without asking the hub. */
    private void requireUsable() {
        require(
                direction.equals("sent") || direction.equals("got"),
                "--direction: '" + direction + "' makes no sense, allowed is sent (to the hub) or got (from the hub)");
        require(isAddress(url), "--url: '" + url + "' is no address, allowed is one such as http://127.0.0.1:8080");
        if (file != null) {
            require(
                    file.toString().endsWith(".csv") || file.toString().endsWith(".json"),
                    "--file: '" + file + "' does not end in .csv or .json, which tells the format");
            require(Files.isRegularFile(file), "--file: there is no file '" + file + "'; give the path of the list");
            require(Files.isReadable(file), "--file: '" + file + "' may not be read by this user");
        }
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return List.of("http", "https")
                            .contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
                    && address.getHost() != null
                    && address.getQuery() == null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private HttpRequest request(String token) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url + "/api/v1/manifests/" + day + "?direction=" + direction))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token);
        if (file == null) {
            return request.header("Accept", "text/csv").build();
        }
        boolean json = file.toString().endsWith(".json");
        return request.header("Content-Type", json ? "application/json" : "text/csv")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
    }

    private String token() {
        String token = System.getenv("HUB_TOKEN");
        if (token != null) {
            return token.strip();
        }
        return Files.exists(data.resolve("demo-credentials.json"))
                ? DemoTokens.read(data).getOrDefault(party, "")
                : "";
    }

    private int printManifest(String csv, PrintWriter out) {
        if (!csv.startsWith("id,")) {
            return noHub();
        }
        out.print(csv);
        out.flush();
        return 0;
    }

    private int print(JsonNode result, PrintWriter out) {
        if (!result.path("system").asText().equals(party)) {
            return fail(
                    "party: the token is that of " + result.path("system").asText() + "; use the token of " + party);
        }
        out.printf(
                "%s %s %s: hub %d, party %d, matched %d, gaps %d, notes %d%n",
                party,
                direction,
                day,
                result.path("atHub").asInt(),
                result.path("atParty").asInt(),
                result.path("matched").asInt(),
                result.path("gaps").asInt(),
                result.path("notes").asInt());
        for (JsonNode finding : result.path("findings")) {
            out.printf(
                    "%s %-20s %s %s%n",
                    finding.path("gap").asBoolean() ? "GAP " : "note",
                    finding.path("kind").asText(),
                    finding.path("id").asText(),
                    finding.path("text").asText());
            out.printf("     -> %s%n", finding.path("mend").asText());
        }
        out.flush();
        return result.path("gaps").asInt() > 0 ? GAPS : 0;
    }

    private int refused(HttpResponse<String> answer) throws IOException {
        JsonNode problem = JSON.readTree(answer.body());
        for (JsonNode one : problem.path("problems")) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%s: line %d: %s: %s %s%n",
                            file,
                            one.path("line").asInt(),
                            one.path("place").asText(),
                            one.path("text").asText(),
                            one.path("mend").asText());
        }
        return fail(answer.statusCode() + " " + problem.path("number").asText() + " "
                + problem.path("title").asText() + " " + problem.path("mend").asText());
    }

    private int noHub() {
        return fail("url: what answers at " + url + " is no hub; give its address, such as http://127.0.0.1:8080");
    }

    private int fail(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
        return NOT_DONE;
    }
}
