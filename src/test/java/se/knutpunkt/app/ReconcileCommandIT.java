package se.knutpunkt.app;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command {@code reconcile} as a person runs it, against a running hub on its real database. */
class ReconcileCommandIT {

    private static final String PARTY = SlowReceiver.SENDER;

    private static FaultyHub hub;
    private static LocalDate day;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String sent;

    @BeforeAll
    static void start() throws IOException {
        hub = new FaultyHub();
        day = LocalDate.now(ZoneId.of("Europe/Stockholm"));
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
    }

    @BeforeEach
    void send() throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(hub.send(id).statusCode()).isEqualTo(200);
        sent = id.toString();
    }

    @Test
    void withoutAFileTheManifestIsPrintedAndGivenBackItHasNoGap() throws IOException {
        assertThat(reconcile()).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith("id,delivery,hash,event,time,state,attempt")
                .contains(sent);
        Path list = Files.writeString(folder.resolve("list.csv"), out.toString());
        out.getBuffer().setLength(0);

        assertThat(reconcile("--file", list.toString())).as(err.toString()).isZero();

        assertThat(out.toString()).startsWith(PARTY + " sent " + day + ": hub ").contains("gaps 0, notes 0");
    }

    @Test
    void eachGapIsNamedWithWhatToDoAndTheExitCodeIsOne() throws IOException {
        Path list = Files.writeString(folder.resolve("list.json"), "{\"entries\":[{\"id\":\"never-sent\"}]}");

        assertThat(reconcile("--file", list.toString())).as(err.toString()).isEqualTo(1);

        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("GAP  never-reached-hub    never-sent "))
                .anyMatch(line -> line.startsWith("GAP  unknown-to-sender    " + sent))
                .anyMatch(line -> line.startsWith("     -> "));
    }

    @Test
    void aListWithMistakesIsRefusedLineByLine() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), "id,hash\nm-1,xyz\n");

        assertThat(reconcile("--file", list.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("list.csv: line 2: hash: ").contains("422 HUB-017");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--direction=up; --direction: 'up' makes no sense, allowed is sent (to the hub) or got (from the hub)",
                "--direction=sent&day=1; --direction: 'sent&day=1' makes no sense",
                "--day=yesterday; Invalid value for option '--day'",
                "--day=2026-02-30; Invalid value for option '--day'",
                "--day=2999-01-01; 400 HUB-015",
                "--party=nobody; party: no token of nobody; set HUB_TOKEN",
                "--data=nowhere; party: no token of samsa; set HUB_TOKEN",
                "--file=none.csv; --file: there is no file 'none.csv'",
                "--file=src; --file: 'src' does not end in .csv or .json",
                "--file=README.md; --file: 'README.md' does not end in .csv or .json",
                "--url=ftp://127.0.0.1; --url: 'ftp://127.0.0.1' is no address",
                "--url=127.0.0.1:8080; --url: '127.0.0.1:8080' is no address",
                "--url=http://127.0.0.1:1; url: no answer from http://127.0.0.1:1 (ConnectException); is the hub running?",
                "--colour=red; Unknown option: '--colour=red'"
            })
    void nonsenseIsRefusedWithAClearMessageAndExitCode2(String option, String message) {
        assertThat(reconcile(option)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(run("reconcile", "--party", PARTY)).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required options: '--day=<day>', '--direction=<direction>'");
    }

    @Test
    void whatAnswersAndIsNoHubIsNotTakenForOne() throws IOException {
        hub.receiver.stubFor(get(anyUrl()).willReturn(ok("<html>")));
        assertThat(reconcile("--url", hub.receiver.baseUrl())).isEqualTo(2);
        Path list = Files.writeString(folder.resolve("list.csv"), "id\n");
        hub.receiver.stubFor(post(anyUrl()).willReturn(ok("<html>")));
        assertThat(reconcile("--url", hub.receiver.baseUrl(), "--file", list.toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines().filter(line -> line.contains("is no hub")))
                .hasSize(2);
    }

    @Test
    void theResultOfAnotherSystemIsNotTakenForThatOfTheParty() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), "id\n");
        hub.receiver.stubFor(post(anyUrl()).willReturn(okJson("{\"system\":\"other\",\"gaps\":0}")));

        assertThat(reconcile("--url", hub.receiver.baseUrl(), "--file", list.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("the token is that of other; use the token of " + PARTY);
    }

    /** With good options, of which {@code more} replaces some. */
    private int reconcile(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "reconcile",
                "--party=" + PARTY,
                "--day=" + day,
                "--direction=sent",
                "--url=http://127.0.0.1:" + hub.httpPort(),
                "--data=" + hub.data));
        for (String one : more) {
            String name = one.split("=", 2)[0];
            arguments.removeIf(argument -> argument.startsWith(name + "="));
            arguments.add(one);
        }
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new CommandLine(new Knutpunkt())
                .setExecutionExceptionHandler(new PlainFailure())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
