package se.knutpunkt.operate.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.activation.Activator;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.WholeCandidateReader;
import se.knutpunkt.ledger.EpisodeKey;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.ledger.NewDelivery;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.operate.OperatorLog;

/** What a draft of a mapping would make of the last messages, of which nothing is sent or kept. */
class WhatIfIT {

    private static final Path JSLT = Path.of("mappings", "canonical-to-event.jslt");
    private static final String REASON = "provar en ny översättning";

    @TempDir
    private Path folder;

    private final LedgerFixture ledger = LedgerFixture.create();
    private final ConfigurationInForce inForce = new ConfigurationInForce();
    private WhatIf whatIf;

    @BeforeEach
    void prepare() throws IOException {
        for (String name : List.of("adapters", "mappings", "routes")) {
            copy(Path.of(name), folder.resolve(name));
        }
        Activator activator = new Activator(
                folder,
                true,
                new WholeCandidateReader(name -> null, IdentityPolicy.demo()),
                inForce,
                ledger.ledgers().configurations(),
                ledger.ledgers().controls());
        activator.start();
        whatIf = new WhatIf(activator, inForce, ledger.ledgers().contents(), new OperatorLog(ledger.actions()));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void onlyWhatComesOutDifferentIsShown() throws IOException {
        UUID hubId = message();
        message();
        assertThat(whatIf.run("canonical-to-event", 10, "anna", REASON))
                .satisfies(unchanged -> assertThat(unchanged.changed()).isEmpty())
                .satisfies(unchanged -> assertThat(unchanged.same()).isEqualTo(2));

        draft(text -> text.replace("\"event\":", "\"eventCode\":"));
        WhatIf.Result result = whatIf.run("canonical-to-event", 10, "anna", REASON);

        assertThat(result.tried()).isEqualTo(2);
        assertThat(result.same()).isZero();
        assertThat(result.changed())
                .extracting(WhatIf.Changed::hubId)
                .as("newest first")
                .last()
                .isEqualTo(hubId);
        assertThat(result.changed().get(0).differences())
                .extracting(difference -> difference.kind() + " " + difference.pointer())
                .containsExactlyInAnyOrder("removed /event", "added /eventCode");
        assertThat(whatIf.run("canonical-to-event", 1, "anna", REASON).tried()).isEqualTo(1);
        assertThat(ledger.sql()
                        .sql("SELECT DISTINCT state || ' ' || attempts FROM delivery")
                        .query(String.class)
                        .list())
                .as("nothing is sent")
                .containsExactly("READY 0");
        assertThat(ledger.sql()
                        .sql("SELECT DISTINCT by_whom || ' ' || reason FROM operator_action WHERE action = 'what-if'")
                        .query(String.class)
                        .list())
                .containsExactly("anna " + REASON);
    }

    @Test
    void aDraftWithADefectIsNotTriedAndSaysWhere() throws IOException {
        message();
        draft(text -> text + "\n}");

        WhatIf.Result result = whatIf.run("canonical-to-event", 10, "anna", REASON);

        assertThat(result.tried()).isZero();
        assertThat(result.defects())
                .isNotEmpty()
                .allSatisfy(defect -> assertThat(defect.toString()).contains("canonical-to-event"));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        isRefused(ErrorCode.INVALID_PARAMETER, "canonical-to-event", 0, REASON);
        isRefused(ErrorCode.INVALID_PARAMETER, "canonical-to-event", WhatIf.MOST + 1, REASON);
        isRefused(ErrorCode.INVALID_PARAMETER, "fhir-to-canonical", 1, REASON);
        isRefused(ErrorCode.REASON_MISSING, "canonical-to-event", 1, " ");
    }

    private void isRefused(ErrorCode code, String mapping, int number, String reason) {
        assertThatThrownBy(() -> whatIf.run(mapping, number, "anna", reason))
                .isInstanceOfSatisfying(
                        HubException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private void draft(java.util.function.UnaryOperator<String> change) throws IOException {
        Path file = folder.resolve(JSLT);
        String before = Files.readString(file);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private UUID message() throws IOException {
        UUID hubId = new TimeOrderedIds().next();
        Instant now = Instant.now();
        ledger.ledgers()
                .intake()
                .record(
                        new IntakeDraft(
                                hubId,
                                "adt-nu",
                                UUID.randomUUID().toString(),
                                "",
                                30,
                                "ab",
                                UUID.randomUUID(),
                                "discharge-information",
                                "2",
                                HsaId.of("SE2321000131-SYN000016"),
                                Role.HOSPITAL,
                                now,
                                now,
                                now,
                                new EpisodeKey(null, "", "", false, false),
                                null,
                                "",
                                "fhir-json",
                                "fhir-to-canonical",
                                inForce.get().hash(),
                                "",
                                new ObjectMapper()
                                        .writeValueAsBytes(new ObjectMapper()
                                                .readTree(Path.of("test-data/canonical/discharge-information-2.json")
                                                        .toFile()))),
                        (head, reference, at) -> new IntakeDecision.Accept(
                                null,
                                List.of(new NewDelivery(
                                        new Receiver(
                                                "municipality-dals-ed",
                                                "municipality-dals-ed",
                                                HsaId.of("SE2120001413-SYN1438SOC"),
                                                Role.SOCIAL_SERVICES),
                                        Set.of("identity", "needs", "contact"))),
                                List.of(),
                                List.of()));
        return hubId;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
