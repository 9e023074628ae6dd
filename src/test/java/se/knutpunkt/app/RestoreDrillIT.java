package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import se.knutpunkt.process.HubProcess;

/** The drill of docs/backup.md: the packaged hub, its commands, senders who keep sending, and a receiver who counts. */
class RestoreDrillIT {

    private static final Path ROOT = Path.of("target", "restore-drill-it");
    private static final Path BACKUP = ROOT.resolve("backup");
    private static final String KEY = Base64.getEncoder().encodeToString("only for the drill, 32 bytes !!!".getBytes());
    private static final Duration SOON = Duration.ofSeconds(180);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter printed = new StringWriter();
    /** What the senders have, by message id. */
    private final Map<String, byte[]> sent = new ConcurrentSkipListMap<>();

    @AfterEach
    void clear() {
        System.clearProperty("HUB_DATA");
        System.clearProperty("HUB_BACKUP_KEY");
    }

    @Test
    void aHubRestoredOnANewMachineLosesNothingAndDoublesNothingUnmarked() throws Exception {
        DemoFiles.deleteTree(ROOT);
        Path data = ROOT.resolve("old");
        Path fresh = ROOT.resolve("new");
        shareDatabasePrograms(data);
        shareDatabasePrograms(fresh);
        System.setProperty("HUB_BACKUP_KEY", KEY);
        try (SlowReceiver receiver = new SlowReceiver()) {
            Map<String, String> settings = new HashMap<>(receiver.settings());
            settings.put("hub.allow-embedded", "true");
            settings.put("hub.backup.key", KEY);
            settings.put("hub.backup.to", BACKUP.toString());
            Set<String> after;
            Instant instant;
            try (HubProcess hub = new HubProcess(data, settings)) {
                hub.start();
                send(hub, 3);
                backUpUnderLoad(hub, data);
                send(hub, 2);
                Set<String> before = Set.copyOf(sent.keySet());
                instant = Instant.now();
                send(hub, 6);
                after = sent.keySet().stream()
                        .filter(id -> !before.contains(id))
                        .collect(Collectors.toSet());
                await().atMost(SOON).until(() -> receiver.hasAll(after));
            }

            System.setProperty("HUB_DATA", fresh.toString());
            assertThat(run("restore", "--from", BACKUP.toString(), "--at", instant.toString()))
                    .as(printed.toString())
                    .isZero();
            assertThat(printed.toString()).contains("Accepted later: " + after.size());
            List<String> listed = Files.readAllLines(fresh.resolve("accepted-later.csv"));
            assertThat(listed.stream().skip(1).map(line -> line.split(",")[1].replace("\"", "")))
                    .containsExactlyInAnyOrderElementsOf(after);

            settings.put("hub.backup.to", ROOT.resolve("backup-next").toString());
            try (HubProcess hub = new HubProcess(fresh, settings)) {
                hub.start();
                for (Map.Entry<String, byte[]> message : sent.entrySet()) {
                    assertThat(isDuplicate(hub.post(SlowReceiver.SENDER, message.getValue())))
                            .as("known after the restore: " + message.getKey())
                            .isEqualTo(!after.contains(message.getKey()));
                }
                send(hub, 1);
                await().atMost(SOON).until(() -> receiver.hasAll(sent.keySet()));
                await().atMost(SOON).until(() -> receiver.countRepeated(after) == after.size());
                receiver.requireRepetitionsMarked();
            }
        }
    }

    /** They take long to unpack. */
    private static void shareDatabasePrograms(Path data) throws java.io.IOException {
        Path programs =
                Files.createDirectories(Path.of("target", "postgres-bin").toAbsolutePath());
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("postgres-bin"), programs);
    }

    private void backUpUnderLoad(HubProcess hub, Path data) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        int before = sent.size();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                send(hub, 1);
            }
        });
        System.setProperty("HUB_DATA", data.toString());
        assertThat(run("backup", "--to", BACKUP.toString()))
                .as(printed.toString())
                .isZero();
        done.set(true);
        load.join();
        assertThat(sent.size()).as("accepted meanwhile").isGreaterThan(before);
        assertThat(printed.toString()).contains("one can restore to");
    }

    private void send(HubProcess hub, int count) {
        for (int i = 0; i < count; i++) {
            try {
                UUID id = UUID.randomUUID();
                byte[] message = SlowReceiver.message(id);
                HttpResponse<String> answer = hub.post(SlowReceiver.SENDER, message);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                sent.put(id.toString(), message);
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isDuplicate(HttpResponse<String> answer) throws java.io.IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode receipt = JSON.readTree(answer.body());
        return receipt.path("duplicate").asBoolean();
    }

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(printed, true);
        return new CommandLine(new Knutpunkt())
                .setExecutionExceptionHandler(new PlainFailure())
                .setOut(out)
                .setErr(out)
                .execute(arguments);
    }
}
