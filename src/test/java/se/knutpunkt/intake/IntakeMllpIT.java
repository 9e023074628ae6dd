package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The MLLP entrances of the whole hub, over real sockets. */
class IntakeMllpIT {

    private static final AtomicInteger NUMBER = new AtomicInteger((int) (System.nanoTime() % 1_000_000));

    private static HubFixture hub;

    @BeforeAll
    static void start() {
        hub = HubFixture.get();
    }

    @Test
    void anAdtEventAloneIsAcknowledgedAndGoesNowhere() {
        long accepted = hub.countMessages().get("ACCEPTED");
        try (MllpClient client = new MllpClient()) {
            String answer = client.ask(admission("M" + next(), "", "", "UNICODE UTF-8", ""));

            assertThat(code(answer)).as(answer).isEqualTo("AA");
        }
        assertThat(hub.countMessages()).containsEntry("ACCEPTED", accepted);
    }

    @Test
    void aRecordedJudgementMakesANotice() {
        String number = "M" + next();
        try (MllpClient client = new MllpClient()) {
            String answer = client.ask(admission(number, "", "", "UNICODE UTF-8", "ZVG|1|inskrivning|SIP:J|1440\n"));

            assertThat(code(answer)).as(answer).isEqualTo("AA");
            assertThat(deliveriesOf(number)).containsExactly("municipality-ale");
        }
    }

    @Test
    void theSameControlIdTwiceIsAcknowledgedTwiceAndDeliveredOnce() {
        String number = "M" + next();
        String message = admission(number, "", "", "UNICODE UTF-8", "ZVG|1|inskrivning|SIP:J|1440\n");
        try (MllpClient client = new MllpClient()) {
            assertThat(code(client.ask(message))).isEqualTo("AA");
            assertThat(code(client.ask(message))).isEqualTo("AA");
        }
        assertThat(deliveriesOf(number)).hasSize(1);
    }

    @Test
    void twoFramesInOneWriteGetTwoAnswersInOrder() {
        byte[] first = MllpClient.frame(bytes(admission("FIRST" + next(), "", "", "UNICODE UTF-8", "")));
        byte[] second = MllpClient.frame(bytes(admission("SECOND" + next(), "", "", "UNICODE UTF-8", "")));
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        try (MllpClient client = new MllpClient()) {
            client.write(both);

            assertThat(MllpClient.segment(client.read(), "MSA"))
                    .element(2)
                    .asString()
                    .startsWith("FIRST");
            assertThat(MllpClient.segment(client.read(), "MSA"))
                    .element(2)
                    .asString()
                    .startsWith("SECOND");
        }
    }

    @Test
    void whoSendsTooFastIsToldToTryLater() throws IOException {
        try (MllpClient client = MllpClient.tls("municipality-herrljunga")) {
            String refused = IntStream.range(0, 50)
                    .mapToObj(i -> client.ask(admission("FAST" + next(), "", "", "UNICODE UTF-8", "")))
                    .filter(answer -> answer.contains("HUB-012"))
                    .findFirst()
                    .orElseThrow();

            assertThat(code(refused)).isEqualTo("AR");
            assertThat(MllpClient.segment(refused, "ERR")).element(3).asString().startsWith("207^");
        }
    }

    @Test
    void aFrameThatIsNeverEndedStoresNothingAndTheConnectionIsClosed() {
        String number = "M" + next();
        byte[] frame =
                MllpClient.frame(bytes(admission(number, "", "", "UNICODE UTF-8", "ZVG|1|inskrivning|SIP:J|1440\n")));
        try (MllpClient client = new MllpClient()) {
            client.write(java.util.Arrays.copyOf(frame, frame.length - 2));

            assertThat(client.read()).isEmpty();
        }
        assertThat(deliveriesOf(number)).isEmpty();
    }

    @Test
    void theAnswerIsInTheCharsetOfTheMessage() {
        String message = admission("M" + next(), "", "", "8859/1", "").replace("19370421", "19370231");
        try (MllpClient client = new MllpClient()) {
            client.write(MllpClient.frame(message.replace('\n', '\r').getBytes(StandardCharsets.ISO_8859_1)));
            String answer = client.read(StandardCharsets.ISO_8859_1);

            assertThat(code(answer)).isEqualTo("AE");
            assertThat(answer).contains("är felaktig").contains("PID^1^7");
        }
    }

    @Test
    void enhancedModeGivesACommitAndAnApplicationAcknowledgementAsAsked() {
        try (MllpClient client = new MllpClient()) {
            String commit = client.ask(admission("M" + next(), "AL", "AL", "UNICODE UTF-8", ""));
            String application = client.read();
            String alone = client.ask(admission("M" + next(), "AL", "NE", "UNICODE UTF-8", ""));

            assertThat(code(commit)).isEqualTo("CA");
            assertThat(code(application)).isEqualTo("AA");
            assertThat(code(alone)).isEqualTo("CA");
        }
    }

    @Test
    void whoWantsNoAnswerGetsNoneAndMayGoOn() {
        try (MllpClient client = new MllpClient()) {
            client.write(MllpClient.frame(bytes(admission("SILENT" + next(), "NE", "NE", "UNICODE UTF-8", ""))));
            String answer = client.ask(admission("HEARD" + next(), "", "", "UNICODE UTF-8", ""));

            assertThat(MllpClient.segment(answer, "MSA")).element(2).asString().startsWith("HEARD");
        }
    }

    @Test
    void theCertificateNamesTheSystem() throws Exception {
        try (MllpClient adt = MllpClient.tls("adt-nu");
                MllpClient planning = MllpClient.tls("samsa")) {
            assertThat(code(adt.ask(admission("M" + next(), "", "", "UNICODE UTF-8", ""))))
                    .isEqualTo("AA");
            String other = planning.ask(admission("M" + next(), "", "", "UNICODE UTF-8", ""));

            assertThat(code(other)).isEqualTo("AR");
            assertThat(other).contains("HUB-003");
        }
    }

    @Test
    void withoutACertificateThereIsNoConnection() {
        assertThatThrownBy(() -> {
                    SSLSocket socket =
                            (SSLSocket) hub.tls(null).getSocketFactory().createSocket("127.0.0.1", hub.mllpsPort());
                    socket.startHandshake();
                    socket.getOutputStream().write(MllpClient.frame(bytes("MSH|")));
                    if (socket.getInputStream().read() < 0) {
                        throw new IOException("closed");
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aMessageLargerThanTheAdapterAllowsIsRefusedAndTheNextOneTaken() {
        try (MllpClient client = new MllpClient()) {
            String large = client.ask(
                    admission("M" + next(), "", "", "UNICODE UTF-8", "NTE|1||" + "x".repeat(1_100_000) + "\n"));
            String next = client.ask(admission("M" + next(), "", "", "UNICODE UTF-8", ""));

            assertThat(code(large)).isEqualTo("AR");
            assertThat(large).contains("HUB-004");
            assertThat(code(next)).isEqualTo("AA");
        }
    }

    @Test
    void whatIsNoMllpIsSkipped() {
        try (MllpClient client = new MllpClient()) {
            client.write(bytes("GET / HTTP/1.1\r\n\r\n"));
            String answer = client.ask(admission("M" + next(), "", "", "UNICODE UTF-8", ""));

            assertThat(code(answer)).isEqualTo("AA");
        }
    }

    @Test
    void manyConnectionsAreServedAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(40);
        try {
            List<Callable<String>> asks = IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(i -> () -> {
                        try (MllpClient client = new MllpClient()) {
                            return code(client.ask(admission("M" + next(), "", "", "UNICODE UTF-8", "")));
                        }
                    })
                    .toList();
            List<String> codes = new ArrayList<>();
            for (Future<String> answer : clients.invokeAll(asks)) {
                codes.add(answer.get());
            }
            assertThat(codes).hasSize(40).containsOnly("AA");
        } finally {
            clients.shutdownNow();
        }
    }

    private static String code(String answer) {
        return MllpClient.segment(answer, "MSA").get(1);
    }

    private static int next() {
        return NUMBER.incrementAndGet();
    }

    private static byte[] bytes(String message) {
        return message.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
    }

    private List<String> deliveriesOf(String controlId) {
        return hub.sql()
                .sql("SELECT d.receiver_system FROM delivery d JOIN message m ON m.hub_id = d.hub_id"
                        + " WHERE m.sender_message_id = ? AND d.kind = 'MESSAGE'")
                .param(controlId)
                .query(String.class)
                .list();
    }

    private static String admission(String number, String accept, String application, String charset, String more) {
        String now = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx")
                .format(OffsetDateTime.now(ZoneId.of("Europe/Stockholm")).minusMinutes(1));
        String tomorrow = DateTimeFormatter.ofPattern("yyyyMMdd")
                .format(OffsetDateTime.now(ZoneId.of("Europe/Stockholm")).plusDays(3));
        return "MSH|^~\\&|SYNTH|SE2321000131-SYNH100|KNUTPUNKT|VGR|" + now + "||ADT^A01|" + number + "|P|2.5|||"
                + accept
                + "|" + application + "|SWE|" + charset + "\n"
                + "EVN|A01|" + now + "\n"
                + "PID|1||193704219124^^^SKV^NNSWE||Ek^Ella^^^^^L||19370421|F|||Storgatan 1^^Nödinge^^44930^SWE^H^^1440\n"
                + "PV1|1|I|A1^R3^S1^SE2321000131-SYNH100||||||||||||||||VT" + number
                + "^^^LOKAL^VN|||||||||||||||||||||||||" + now + "\n"
                + "PV2|||||||||" + tomorrow + "\n"
                + more;
    }
}
