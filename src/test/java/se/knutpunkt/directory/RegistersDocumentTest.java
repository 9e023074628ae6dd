package se.knutpunkt.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.governance.Body;
import se.knutpunkt.directory.governance.Decision;
import se.knutpunkt.directory.governance.GovernanceRegister;
import se.knutpunkt.directory.service.ServiceProfile;

/** Holds the tables of {@code docs/governance.md} to the registers; {@code -Dgolden=write} writes them anew. */
class RegistersDocumentTest {

    private static final Path FILE = Path.of("docs/governance.md");

    @Test
    void theTablesAreWhatTheRegistersSay() throws IOException {
        String text = Files.readString(FILE);
        String generated = text;
        for (Map.Entry<String, String> table : tables().entrySet()) {
            String begin = "<!-- " + table.getKey() + ": written by RegistersDocumentTest -->\n";
            int from = generated.indexOf(begin);
            assertThat(from).as(table.getKey()).isNotNegative();
            int after = from + begin.length();
            generated = generated.substring(0, after)
                    + table.getValue()
                    + generated.substring(generated.indexOf("<!-- end -->", after));
        }
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(FILE, generated);
        }
        assertThat(text).isEqualTo(generated);
    }

    private static Map<String, String> tables() {
        List<Defect> defects = new ArrayList<>();
        Directory directory = DirectoryReader.read(
                        Candidate.read(Path.of("."), defects), name -> "http://127.0.0.1:1", defects)
                .orElseThrow();
        GovernanceRegister register = directory.registers().governance();
        Map<String, String> tables = new TreeMap<>();
        tables.put("bodies", bodies(register));
        tables.put("decisions", decisions(register));
        tables.put("documents", documents(directory));
        tables.put("services", services(directory));
        return tables;
    }

    private static String bodies(GovernanceRegister register) {
        StringBuilder text =
                new StringBuilder("| body | name | right | confirmed | known meetings |\n|---|---|---|---|---|\n");
        for (Body body : register.listBodies()) {
            row(
                    text,
                    "`" + body.id() + "`",
                    body.name(),
                    body.right().code(),
                    yes(!body.rightUnconfirmed()),
                    String.join(
                            ", ",
                            body.meetings().stream()
                                    .map(meeting -> meeting.day() + " (" + meeting.reportsQuarter() + ")")
                                    .toList()));
        }
        return text.toString();
    }

    private static String decisions(GovernanceRegister register) {
        StringBuilder text = new StringBuilder(
                "| decision | body | day | reference | what | confirmed |\n|---|---|---|---|---|---|\n");
        for (Decision decision : register.listDecisions()) {
            row(
                    text,
                    "`" + decision.id() + "`",
                    decision.bodyId(),
                    decision.day().map(Object::toString).orElse("–"),
                    decision.reference().isEmpty() ? "–" : decision.reference(),
                    decision.what(),
                    yes(!decision.unconfirmed()));
        }
        return text.toString();
    }

    private static String documents(Directory directory) {
        StringBuilder text = new StringBuilder(
                "| document | level | name | under | valid | body | decision | confirmed |\n|---|---|---|---|---|---|---|---|\n");
        for (GoverningDocument document : directory.listDocuments()) {
            row(
                    text,
                    "`" + document.id() + "`",
                    document.level(),
                    document.name(),
                    document.under(),
                    document.validFrom() + " – "
                            + document.validUntil().map(Object::toString).orElse(""),
                    document.trail().bodyId(),
                    document.trail().decisionId().isEmpty()
                            ? "–"
                            : document.trail().decisionId(),
                    yes(!document.unconfirmed()));
        }
        return text.toString();
    }

    private static String services(Directory directory) {
        StringBuilder text = new StringBuilder(
                "| service | name | lifecycle | through the hub | owner | split key |\n|---|---|---|---|---|---|\n");
        for (Service service : directory.listServices()) {
            ServiceProfile profile = service.profile();
            row(
                    text,
                    "`" + service.id() + "`",
                    service.sv(),
                    profile.lifecycle().code(),
                    yes(profile.carried()),
                    profile.owner().isEmpty() ? "–" : profile.owner(),
                    profile.financing()
                            .map(financing ->
                                    financing.key().code() + (financing.unconfirmed() ? " (unconfirmed)" : ""))
                            .orElse("–"));
        }
        return text.toString();
    }

    private static String yes(boolean holds) {
        return holds ? "yes" : "no";
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
