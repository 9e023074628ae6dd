package se.knutpunkt.operate.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.activation.Activator;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.ConfigurationWatch;
import se.knutpunkt.activation.WholeCandidateReader;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.operate.configure.ConfigurationControl.Outcome;
import se.knutpunkt.operate.configure.ConfigurationControl.Request;

/** Checking, activating and going back, with the project's own files and the real ledger. */
class ConfigurationControlIT {

    private static final Path MAPPING = Path.of("mappings", "event-to-canonical.yaml");
    private static final Path CASE = Path.of("test-data", "mappings", "event-to-canonical", "admission-notice");

    @TempDir
    private Path folder;

    private LedgerFixture ledger;
    private final ConfigurationInForce inForce = new ConfigurationInForce();
    private Activator activator;

    @BeforeEach
    void prepare() throws IOException {
        ledger = LedgerFixture.create();
        for (String name : List.of("adapters", "mappings", "routes", "test-data/directory", CASE.toString())) {
            copy(Path.of(name), folder.resolve(name));
        }
        activator = activator(inForce);
        activator.start();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void activatedFilesSayWhoAndWhyAndWhichDocument() throws IOException {
        ConfigurationControl control = control(false);
        String before = control.current();
        change(before());
        String hash = control.check().hash();
        String document = control.listDocuments().get(0).id();

        assertThat(control.diff(before, "files")).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("mappings/event-to-canonical.yaml");
            assertThat(file.kind()).isEqualTo(FileDifference.Kind.CHANGED);
            assertThat(file.lines()).contains("+# another remark");
        });
        Outcome outcome = control.activateFiles(new Request(hash, before, document, "anna", "decided in November"));

        assertThat(outcome.done()).isTrue();
        assertThat(inForce.get().hash()).isEqualTo(hash);
        assertThat(control.list(Long.MAX_VALUE, 10)).first().satisfies(activation -> {
            assertThat(activation.byWhom()).isEqualTo("anna");
            assertThat(activation.reason()).isEqualTo("decided in November");
            assertThat(activation.document()).isEqualTo(document);
        });
    }

    @Test
    void aRedGoldenCaseRefusesTheActivationAndTellsEveryDefect() throws IOException {
        ConfigurationControl control = control(false);
        String before = control.current();
        Path expected = folder.resolve(CASE).resolve("expected.json");
        Files.writeString(expected, Files.readString(expected).replace("\"female\"", "\"male\""));
        change(before());

        Outcome outcome =
                control.activateFiles(new Request(control.check().hash(), before, "", "anna", "decided in November"));

        assertThat(outcome.done()).isFalse();
        assertThat(outcome.defects())
                .singleElement()
                .satisfies(defect -> assertThat(defect.file()).contains("admission-notice"));
        assertThat(activator.activateFiles("change of files"))
                .as("nor by themselves")
                .isFalse();
        assertThat(inForce.get().hash()).isEqualTo(before);
    }

    @Test
    void goingBackHoldsAgainstTheWatchAndARestartUntilTheFilesChange() throws IOException {
        ConfigurationControl control = control(false);
        String first = control.current();
        change(before());
        activator.activateFiles("change of files");
        String second = control.current();
        assertThat(second).isNotEqualTo(first);

        assertThat(control.activateSnapshot(new Request(first, second, "", "anna", "the new one was wrong"))
                        .done())
                .isTrue();

        assertThat(inForce.get().hash()).isEqualTo(first);
        ConfigurationWatch watch = new ConfigurationWatch(folder, true, activator);
        watch.look();
        watch.look();
        assertThat(activator.activateFiles("change of files")).isTrue();
        assertThat(inForce.get().hash()).isEqualTo(first);
        ConfigurationInForce afterRestart = new ConfigurationInForce();
        activator(afterRestart).start();
        assertThat(afterRestart.get().hash()).isEqualTo(first);

        change(before() + "# a third remark\n");
        activator.activateFiles("change of files");
        assertThat(inForce.get().hash()).isNotIn(first, second);
    }

    @Test
    void twoPersonsAreTwoPersons() throws IOException {
        ConfigurationControl control = control(true);
        String before = control.current();
        change(before());
        String hash = control.check().hash();

        assertThat(control.activateFiles(new Request(hash, before, "", "anna", "decided in November"))
                        .proposed())
                .isTrue();
        assertThat(inForce.get().hash()).isEqualTo(before);
        assertThatThrownBy(() -> control.activateFiles(new Request(hash, before, "", "bo", "the same again")))
                .satisfies(ConfigurationControlIT::isRefused);
        assertThatThrownBy(() -> control.approve("anna", "I said so")).satisfies(ConfigurationControlIT::isRefused);
        assertThat(control.approve("bo", "I agree with it").done()).isTrue();

        assertThat(inForce.get().hash()).isEqualTo(hash);
        assertThat(control.findProposal()).isEmpty();
        assertThat(control.list(Long.MAX_VALUE, 1)).singleElement().satisfies(activation -> {
            assertThat(activation.byWhom()).isEqualTo("bo");
            assertThat(activation.proposedBy()).isEqualTo("anna");
        });
    }

    @Test
    void aStalePageChangesNothing() throws IOException {
        ConfigurationControl control = control(false);
        String first = control.current();
        change(before());
        String checked = control.check().hash();
        change(before() + "# changed after the check\n");
        assertThatThrownBy(() -> control.activateFiles(new Request(checked, first, "", "anna", "decided")))
                .satisfies(ConfigurationControlIT::isRefused);
        activator.activateFiles("change of files");
        String second = control.current();
        assertThatThrownBy(() -> control.activateSnapshot(new Request(first, "another", "", "anna", "went wrong")))
                .satisfies(ConfigurationControlIT::isRefused);
        assertThat(inForce.get().hash()).isEqualTo(second);
    }

    private static void isRefused(Throwable thrown) {
        assertThat(thrown).isInstanceOf(HubException.class);
        assertThat(((HubException) thrown).code()).isEqualTo(ErrorCode.STATE_CHANGED);
    }

    private String before() throws IOException {
        return Files.readString(folder.resolve(MAPPING)) + "# another remark\n";
    }

    private void change(String text) throws IOException {
        Files.writeString(folder.resolve(MAPPING), text);
    }

    private ConfigurationControl control(boolean twoPersons) {
        return new ConfigurationControl(
                activator, inForce, ledger.ledgers().configurations(), new TimeOrderedIds(), twoPersons);
    }

    private Activator activator(ConfigurationInForce target) {
        return new Activator(
                folder,
                true,
                new WholeCandidateReader(name -> null, IdentityPolicy.demo()),
                target,
                ledger.ledgers().configurations(),
                ledger.ledgers().controls());
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
