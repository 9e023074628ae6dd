package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of others, and our own hard cases, through the real entrances where they are beside the project: each gets an answer, positive
 * or negative with the reason, and the next message is taken.
 */
class SharedSamplesIT {

    private static final Pattern CONTROL_ID = Pattern.compile("MSA-2[= ](SV\\d+)|(SV\\d{6})");
    private static final Pattern STATUS = Pattern.compile("\\b[45]\\d\\d\\b");

    @BeforeAll
    static void start() {
        assumeTrue(SharedSamples.arePresent());
        HubFixture.get();
    }

    @AfterEach
    void theNextMessageIsTaken() {
        HttpCall next = HttpCall.post(
                HttpCall.JSON,
                HubFixture.get().token("samsa"),
                "application/json",
                BadInputCase.get("good").bytes());
        assertThat(next.status()).as(next.body()).isEqualTo(200);
    }

    static Stream<SharedSamples.Expected> mllp() {
        return SharedSamples.expected().stream().filter(row -> row.entrance().startsWith("MLLP"));
    }

    /** The files hold their frames, as they are written to the socket. */
    @ParameterizedTest
    @MethodSource("mllp")
    void aFileForMllpIsAnsweredAsExpected(SharedSamples.Expected row) {
        List<String> answers = new ArrayList<>();
        int wanted = row.expected().startsWith("two ACKs") ? 2 : 1;
        try (MllpClient client = new MllpClient()) {
            client.write(row.bytes());
            for (int i = 0; i < wanted; i++) {
                answers.add(client.read());
            }
        }
        List<String> codes = answers.stream()
                .map(answer -> MllpClient.segment(answer, "MSA"))
                .map(msa -> msa.isEmpty() ? "closed" : msa.get(1))
                .toList();
        assertThat(codes)
                .as(answers.toString())
                .allSatisfy(code -> assertThat(allowed(row.expected())).contains(code));
        assertThat(answers.toString()).doesNotContain("Exception");
        List<String> ids = controlIds(row.expected());
        for (int i = 0; i < ids.size(); i++) {
            assertThat(MllpClient.segment(answers.get(i), "MSA").get(2)).isEqualTo(ids.get(i));
        }
        if (row.expected().contains("ERR-3=203")) {
            assertThat(answers.get(0)).contains("203");
        }
        if (row.expected().contains("PID-7")) {
            assertThat(answers.get(0)).contains("PID^1^7");
        }
    }

    @Test
    void theNoticesOfTheAdmissionsAreRecorded() {
        mllp().filter(row -> row.expected().contains("delivery: admission-notice"))
                .forEach(row -> {
                    try (MllpClient client = new MllpClient()) {
                        client.write(row.bytes());
                        assertThat(MllpClient.segment(client.read(), "MSA"))
                                .element(1)
                                .isEqualTo("AA");
                    }
                    List<String> events = HubFixture.get()
                            .sql()
                            .sql("SELECT event_code FROM message WHERE sender_message_id = ? AND state = 'ACCEPTED'")
                            .param(controlIds(row.expected()).get(0))
                            .query(String.class)
                            .list();
                    assertThat(events).as(row.toString()).containsExactly("admission-notice");
                });
    }

    static Stream<SharedSamples.Expected> fhirAndXml() {
        return SharedSamples.expected().stream()
                .filter(row -> row.entrance().startsWith("FHIR message")
                        || row.entrance().contains("FHIR XML"));
    }

    @ParameterizedTest
    @MethodSource("fhirAndXml")
    void aFileForFhirIsAnsweredWithAReason(SharedSamples.Expected row) {
        boolean xml = row.file().toString().endsWith(".xml");
        boolean gzip = row.file().toString().endsWith(".gz");
        HttpCall call = postFhir(row.bytes(), xml, gzip ? new String[] {"Content-Encoding", "gzip"} : new String[0]);

        assertThat(call.status()).as(call.body()).isBetween(200, 499);
        assertThat(call.body()).contains("response").doesNotContain("Exception");
        if (!gzip) {
            assertThat(call.status()).isEqualTo(400);
            assertThat(call.body()).contains("fatal-error").contains("OperationOutcome");
        }
    }

    static Stream<SharedSamples.Expected> rawHttp() {
        return SharedSamples.expected().stream().filter(row -> row.entrance().startsWith("raw TCP"));
    }

    @ParameterizedTest
    @MethodSource("rawHttp")
    void aRawRequestIsAnsweredOnceOrTheConnectionIsClosed(SharedSamples.Expected row) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", HubFixture.get().httpPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(row.bytes());
            socket.getOutputStream().flush();

            String answer = untilSilent(socket);

            assertThat(answer.split("HTTP/1.1 \\d{3}", -1).length - 1)
                    .as(answer)
                    .isLessThanOrEqualTo(1);
            if (!answer.isEmpty()) {
                // who is not known is told so before anything else is looked at
                List<String> statuses = new ArrayList<>(List.of("401"));
                Matcher status = STATUS.matcher(row.expected());
                while (status.find()) {
                    statuses.add(status.group());
                }
                if (row.expected().contains("normal answer")) {
                    statuses.addAll(List.of("200", "400", "404"));
                }
                assertThat(answer.substring(9, 12)).as(answer).isIn(statuses);
            }
            assertThat(answer).doesNotContain("Exception");
        }
    }

    /** What is answered, until the connection is closed or stays open without a word. */
    private static String untilSilent(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            for (int value = socket.getInputStream().read();
                    value >= 0;
                    value = socket.getInputStream().read()) {
                answer.write(value);
                socket.setSoTimeout(3_000);
            }
        } catch (SocketTimeoutException open) {
            assertThat(answer.size()).as("an answer before the silence").isPositive();
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void everyHl7FileOfOthersIsAnswered() {
        List<String> wrong = new ArrayList<>();
        for (Path file : SharedSamples.files("hl7v2", ".hl7")) {
            try (MllpClient client = new MllpClient()) {
                client.write(MllpClient.frame(SharedSamples.bytes(file)));
                if (wantsNone(SharedSamples.text(file)) && client.staysSilent()) {
                    continue;
                }
                List<String> msa = MllpClient.segment(client.read(), "MSA");
                if (msa.size() < 2 || !msa.get(1).matches("[AC][AER]")) {
                    wrong.add(file + " " + msa);
                }
            } catch (AssertionError silent) {
                wrong.add(file + " no answer");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyFhirFileOfOthersIsAnswered() {
        List<String> wrong = new ArrayList<>();
        for (Path file : SharedSamples.files("fhir-validator-testcases", ".json", ".xml")) {
            HttpCall call = postFhir(SharedSamples.bytes(file), file.toString().endsWith(".xml"));
            if (call.status() >= 500 || !call.body().contains("MessageHeader")) {
                wrong.add(file + " " + call.status());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyHostileJsonFileIsAnswered() {
        List<String> wrong = new ArrayList<>();
        for (Path file : SharedSamples.files("robustness", ".json", ".txt")) {
            HttpCall call = HttpCall.post(
                    HttpCall.JSON, HubFixture.get().token("samsa"), "application/json", SharedSamples.bytes(file));
            boolean broken = file.getFileName().toString().startsWith("n_");
            if (broken ? call.status() != 400 : call.status() >= 500) {
                wrong.add(file + " " + call.status());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static HttpCall postFhir(byte[] body, boolean xml, String... headers) {
        // one that sends JSON and one that sends XML
        String system = xml ? "municipality-trollhattan" : "samsa";
        return HttpCall.post(
                HttpCall.FHIR,
                HubFixture.get().token(system),
                xml ? "application/fhir+xml" : "application/fhir+json",
                body,
                headers);
    }

    private static boolean wantsNone(String message) {
        String[] fields = message.split("[\\r\\n]")[0].split("\\|", -1);
        return fields.length > 15 && fields[14].equals("NE") && fields[15].equals("NE");
    }

    /** What MSA-1 may be by the words of the expectation; {@code closed} where no answer is right. */
    private static List<String> allowed(String expected) {
        if (expected.startsWith("no ACK")) {
            return List.of("closed");
        }
        if (expected.contains("AR or connection closed")) {
            return List.of("AR", "closed");
        }
        if (expected.contains("AA or AE") || expected.startsWith("either AA")) {
            return List.of("AA", "AE", "AR");
        }
        if (expected.startsWith("AE/AR") || expected.startsWith("AE or AR")) {
            return List.of("AE", "AR");
        }
        if (expected.startsWith("AE;")) {
            return List.of("AE");
        }
        return expected.startsWith("AR ") ? List.of("AR") : List.of("AA");
    }

    private static List<String> controlIds(String expected) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = CONTROL_ID.matcher(expected);
        while (matcher.find()) {
            ids.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return ids;
    }
}
