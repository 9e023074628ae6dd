package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.process.HubProcess;

/**
 * The packaged hub with a heap of 512 MB: one sender floods every entrance from a hundred connections each; another goes on as if
 * nothing were.
 */
class FloodIT {

    private static final Path DATA = Path.of("target", "flood-it");
    private static final Pattern HELD = Pattern.compile("(?m)^hub_intake_bytes(?:\\{[^}]*})? ([0-9.E+]+)$");
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String FLOODER = "hospital-group-su";
    private static final long BUDGET = 4_000_000;
    private static final int BODY = 900_000;
    private static final int MESSAGES = 8;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicLong mostHeld = new AtomicLong();
    private final List<Thread> flooders = new ArrayList<>();
    private final Set<Socket> sockets = java.util.concurrent.ConcurrentHashMap.newKeySet();
    private final SlowReceiver receiver = new SlowReceiver();
    private HubProcess hub;

    @BeforeEach
    void start() throws IOException {
        DemoFiles.deleteTree(DATA);
        DatabaseAddress database = LedgerFixture.createDatabase();
        Map<String, String> settings = new HashMap<>(receiver.settings());
        settings.put("hub.allow-embedded", "true");
        settings.put("hub.database.url", database.url());
        settings.put("hub.database.user", database.user());
        settings.put("hub.database.password", database.password());
        settings.put("hub.configuration-watch", "true");
        settings.put("hub.intake.max-bytes", Long.toString(BUDGET));
        settings.put("hub.http.max-bytes", "1000000");
        settings.put("hub.mllp.max-bytes", "1000000");
        hub = new HubProcess(DATA, settings, List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
        hub.start();
    }

    @AfterEach
    void stop() throws Exception {
        over.set(true);
        for (Socket socket : sockets) {
            socket.close();
        }
        for (Thread flooder : flooders) {
            flooder.join(10_000);
        }
        hub.close();
        receiver.close();
    }

    @Test
    void bodiesAndConnectionsThatSayNothingStarveNobodyElseOverHttp() throws Exception {
        String head =
                "POST /fhir/$process-message HTTP/1.1\r\nHost: hub\r\nContent-Type: application/fhir+json\r\nContent-Length: "
                        + BODY + "\r\nAuthorization: Bearer ";
        byte[] known = (head + DemoDoor.token(hub.data(), FLOODER) + "\r\n\r\n{").getBytes(StandardCharsets.US_ASCII);
        byte[] unknown = (head + "nobody\r\n\r\n{").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = java.util.Arrays.copyOf(known, known.length - 1 + BODY);
        java.util.Arrays.fill(whole, known.length - 1, whole.length, (byte) ' ');
        int port = hub.httpPort();
        flood(30, port, whole, true);
        flood(30, port, known, false);
        flood(30, port, unknown, false);
        flood(10, port, "POST /api".getBytes(StandardCharsets.US_ASCII), false);

        requireOthersFlow();
    }

    @Test
    void framesAndConnectionsThatSayNothingStarveNobodyElseOverMllp() throws Exception {
        byte[] frame = new byte[BODY];
        java.util.Arrays.fill(frame, (byte) 'x');
        byte[] start = "\u000bMSH|^~\\&|SYNTH|SE2321000131-SYNH100|".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, frame, 0, start.length);
        byte[] whole = frame.clone();
        whole[whole.length - 2] = 0x1c;
        whole[whole.length - 1] = '\r';
        int port = hub.mllpPort();
        flood(40, port, whole, true);
        flood(40, port, frame, false);
        flood(40, port, new byte[0], false);

        await().atMost(SOON).until(() -> turnedAway.get() > 0);
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(askOverMllp(port, "FLOOD" + i)).contains("MSA|AA|FLOOD" + i);
        }
        requireOthersFlow();
    }

    /** As another sender, from its own address. */
    private static String askOverMllp(int port, String controlId) throws IOException {
        String now = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx")
                .format(OffsetDateTime.now(ZoneId.of("Europe/Stockholm")).minusMinutes(1));
        String message = "MSH|^~\\&|SYNTH|SE2321000131-SYNH100|KNUTPUNKT|VGR|" + now + "||ADT^A01|" + controlId
                + "|P|2.5|||||SWE|UNICODE UTF-8\rEVN|A01|" + now
                + "\rPID|1||193704219124^^^SKV^NNSWE||Ek^Ella^^^^^L||19370421|F|||Storgatan 1^^Nödinge^^44930^SWE^H^^1440\r"
                + "PV1|1|I|A1^R3^S1^SE2321000131-SYNH100||||||||||||||||VT" + controlId
                + "^^^LOKAL^VN|||||||||||||||||||||||||" + now + "\r";
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[8_192];
            int read = socket.getInputStream().read(answer);
            return read < 0 ? "" : new String(answer, 0, read, StandardCharsets.UTF_8);
        }
    }

    private void requireOthersFlow() throws Exception {
        await().atMost(SOON).until(() -> turnedAway.get() > 0);
        Set<String> accepted = new HashSet<>();
        for (int i = 0; i < MESSAGES; i++) {
            UUID id = UUID.randomUUID();
            HttpResponse<String> answer = hub.post(SlowReceiver.SENDER, SlowReceiver.message(id));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            accepted.add(id.toString());
            held();
        }
        await("something is held").atMost(SOON).until(() -> held() > 0);
        await().atMost(SOON).until(() -> receiver.hasAll(accepted));
        receiver.requireNothingTwiceUnmarked();
        assertThat(hub.isAlive()).as("within its memory").isTrue();
        assertThat(mostHeld.get()).as("held at once").isPositive().isLessThanOrEqualTo(BUDGET);

        over.set(true);
        for (Socket socket : sockets) {
            socket.close();
        }
        await("everything is given back").atMost(SOON).until(() -> held() == 0);
    }

    /** What the hub says that it holds at this moment. */
    private long held() throws IOException, InterruptedException {
        Matcher line = HELD.matcher(hub.get("/actuator/prometheus").body());
        assertThat(line.find()).as("hub.intake.bytes").isTrue();
        long held = (long) Double.parseDouble(line.group(1));
        mostHeld.accumulateAndGet(held, Math::max);
        return held;
    }

    /** From an address of its own, again and again: writes, and waits for an answer or for the end. */
    private void flood(int connections, int port, byte[] bytes, boolean again) {
        for (int i = 0; i < connections; i++) {
            Thread flooder = new Thread(() -> {
                while (!over.get()) {
                    floodOnce(port, bytes, again);
                }
            });
            flooder.setDaemon(true);
            flooder.start();
            flooders.add(flooder);
        }
    }

    private void floodOnce(int port, byte[] bytes, boolean again) {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName("127.0.0.2"), 0)) {
            sockets.add(socket);
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            do {
                out.write(bytes);
                out.flush();
                byte[] answer = new byte[4_096];
                int read = socket.getInputStream().read(answer);
                String said = read < 0 ? "" : new String(answer, 0, read, StandardCharsets.ISO_8859_1);
                if (read < 0 || said.contains(" 503 ") || said.contains(" 429 ") || said.contains("|AR|")) {
                    turnedAway.incrementAndGet();
                }
                if (read < 0) {
                    return;
                }
            } while (again && !over.get());
        } catch (IOException ended) {
            turnedAway.incrementAndGet();
        }
    }
}
