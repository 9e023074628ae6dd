package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import picocli.CommandLine;

/** The main job as its user sees it: the demo started by its command, on real PostgreSQL, Artemis and sockets. */
@TestMethodOrder(MethodName.class)
class DemoIT {

    private static final Path DATA = Path.of("target", "demo-it");
    private static final Path LOG = DATA.resolve("trace.log");
    private static final Map<String, String> SETTINGS = Map.of(
            "HUB_DATA", DATA.toString(),
            "HUB_HTTP_PORT", "0",
            "HUB_HTTPS_PORT", "0",
            "HUB_MLLP_PORT", "0",
            "HUB_MLLPS_PORT", "0",
            "logging.file.name", LOG.toString(),
            "logging.level.root", "TRACE",
            "logging.config", "classpath:logback-as-run.xml",
            "logging.threshold.console", "ERROR");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StringWriter PRINTED = new StringWriter();

    private static JsonNode credentials;
    private static String hub;

    @BeforeAll
    static void startAndPlay() throws IOException {
        DemoFiles.deleteTree(DATA);
        SETTINGS.forEach(System::setProperty);
        int exitCode = new CommandLine(new Knutpunkt())
                .setOut(new PrintWriter(PRINTED, true))
                .execute("demo", "--episodes=16", "--seed=7");
        assertThat(exitCode).as(PRINTED.toString()).isZero();
        credentials = JSON.readTree(DATA.resolve("demo-credentials.json").toFile());
        hub = "http://127.0.0.1:"
                + JSON.readTree(DATA.resolve("ports.json").toFile())
                        .path("http")
                        .asInt();
    }

    @AfterAll
    static void stop() {
        HubApplication.stop();
        SETTINGS.keySet().forEach(System::clearProperty);
    }

    @Test
    void a_summaryShowsEverythingDeliveredOnceAndInOrder() {
        String summary = PRINTED.toString();
        assertThat(summary).contains("Göteborg", "Dals-Ed", "Öckerö");
        assertThat(summary).doesNotContain("answers were not those the traffic expects");
        assertThat(figure(summary, "duplicates")).isZero();
        assertThat(figure(summary, "out of order")).isZero();
        assertThat(figure(summary, "ACCEPTED")).isPositive();
        assertThat(figure(summary, "REFUSED")).isPositive();
        assertThat(figure(summary, "NOWHERE")).isPositive();
        assertThat(figure(summary, "messages received")).isPositive();
    }

    @Test
    void b_messageOfTheReadmeIsAcceptedAndItsWayCanBeRead() throws Exception {
        byte[] message = Files.readAllBytes(Path.of("test-data/examples/admission-notice.json"));
        HttpResponse<String> receipt = send("POST", "/api/v1/messages", message);
        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(200);
        String id = JSON.readTree(message).path("messageId").asText();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            HttpResponse<String> status = send("GET", "/api/v1/messages/" + id, new byte[0]);
            assertThat(status.statusCode()).isEqualTo(200);
            assertThat(status.body())
                    .contains("\"state\":\"delivered\"")
                    .doesNotContain("\"state\":\"ready\"", "\"state\":\"sending\"");
        });
        HttpResponse<String> again = send("POST", "/api/v1/messages", message);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(again.body()).path("hubId"))
                .isEqualTo(JSON.readTree(receipt.body()).path("hubId"));
    }

    @Test
    void c_badInputOfEveryKindIsAnsweredAndTheNextMessageWorks() throws Exception {
        for (byte[] bad : DemoFiles.badBodies()) {
            HttpResponse<String> answer = send("POST", "/api/v1/messages", bad);
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.body()).contains("HUB-").doesNotContain("Exception", "\tat ");
        }
        byte[] good = Files.readAllBytes(Path.of("test-data/examples/admission-notice.json"));
        assertThat(send("POST", "/api/v1/messages", good).statusCode()).isEqualTo(200);
    }

    /** Everything written but the encrypted payloads: logs at TRACE, the database's files, the journal, metrics, ports. */
    @Test
    void d_noPersonIsFoundInAnythingWritten() throws Exception {
        Set<String> needles = PersonNeedles.all();
        assertThat(needles).hasSizeGreaterThan(500);
        byte[] metrics = send("GET", "/actuator/prometheus", new byte[0]).body().getBytes(StandardCharsets.UTF_8);
        assertThat(new String(metrics, StandardCharsets.UTF_8)).contains("hub_stage");
        List<String> leaks = new ArrayList<>(PersonNeedles.findIn(metrics, needles, "metrics"));
        int scanned = 0;
        try (Stream<Path> files = Files.walk(DATA)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(DemoFiles::isWrittenByTheHub)
                    .toList()) {
                Optional<byte[]> bytes = readIfStillThere(file);
                if (bytes.isPresent()) {
                    leaks.addAll(PersonNeedles.findIn(
                            bytes.get(), needles, DATA.relativize(file).toString()));
                    scanned++;
                }
            }
        }
        assertThat(Files.size(LOG)).as("the log at TRACE").isGreaterThan(100_000);
        assertThat(scanned).isGreaterThan(100);
        assertThat(leaks).isEmpty();
    }

    /** The database at work makes files and takes them away again. */
    private static Optional<byte[]> readIfStillThere(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static long figure(String summary, String name) {
        return summary.lines()
                .map(String::strip)
                .filter(line -> line.matches(name + " +[0-9]+"))
                .map(line -> Long.parseLong(line.substring(name.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in the summary:\n" + summary));
    }

    private static HttpResponse<String> send(String method, String path, byte[] body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(hub + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + token("hospital-group-nu"))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String token(String systemId) {
        for (JsonNode system : credentials.path("systems")) {
            if (system.path("id").asText().equals(systemId)) {
                return system.path("token").asText();
            }
        }
        throw new AssertionError("no credentials for " + systemId);
    }
}
