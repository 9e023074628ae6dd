package se.knutpunkt.report.economy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.directory.economy.Quarter;
import se.knutpunkt.directory.service.ServiceProfile;
import se.knutpunkt.report.Remark;
import se.knutpunkt.report.RemarkTexts;

/** Each folder of test-data/economy lays its files over the project's own, and holds the follow-up and the shares that must come of it. */
class EconomyGoldenTest {

    private static final Path CASES = Path.of("test-data/economy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest
    @MethodSource("cases")
    void theSameFilesGiveTheSameFollowUp(String name) throws IOException {
        Path folder = CASES.resolve(name);
        String actual = render(
                directory(folder), YAML.readTree(folder.resolve("case.yaml").toFile()));

        Path expected = folder.resolve("expected.txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(expected, actual);
            fail("wrote " + expected);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static String render(Directory directory, JsonNode setting) {
        Quarter quarter = Quarter.find(setting.get("quarter").asText()).orElseThrow();
        Map<String, Long> messages = YAML.convertValue(setting.path("messages"), new TypeReference<>() {});
        Map<String, Map<String, Long>> usage = YAML.convertValue(setting.path("usage"), new TypeReference<>() {});
        EconomyReport report = EconomyFollowUp.of(
                directory, quarter, LocalDate.parse(setting.get("today").asText()));
        List<String> followed = new ArrayList<>();
        setting.get("services").forEach(id -> followed.add(id.asText()));
        StringBuilder text = new StringBuilder();
        Map<String, Long> outcomes = new TreeMap<>();
        for (ServiceEconomy service : report.services()) {
            if (followed.contains(service.serviceId())) {
                long count = messages.getOrDefault(service.serviceId(), 0L);
                service(text, service, directory, count);
                service.outcome().ifPresent(ore -> outcomes.put(service.serviceId(), ore));
            }
        }
        ShareTable shares = ShareTables.of(directory, outcomes, quarter.year(), usage);
        shares(text, shares);
        List<Remark> remarks = new ArrayList<>(report.remarks());
        remarks.addAll(shares.remarks());
        RemarkTexts swedish = new RemarkTexts(Locale.forLanguageTag("sv"));
        remarks.stream()
                .filter(remark ->
                        followed.contains(remark.about()) || remark.about().equals(quarter.toString()))
                .forEach(remark -> text.append(remark.code().stops() ? "STOPS " : "TELLS ")
                        .append(swedish.what(remark))
                        .append(' ')
                        .append(swedish.mend(remark))
                        .append('\n'));
        return text.toString();
    }

    private static void service(StringBuilder text, ServiceEconomy service, Directory directory, long messages) {
        ServiceProfile profile =
                directory.findService(service.serviceId()).orElseThrow().profile();
        BenefitAgainstCost benefit = BenefitAgainstCost.of(service, profile, messages);
        text.append(service.serviceId()).append(' ').append(service.quarter()).append('\n');
        line(text, "budget", service.budget());
        line(text, "outcome", service.outcome());
        line(text, "deviation", service.deviation());
        text.append("  deviation % ")
                .append(service.deviationPercent().map(Object::toString).orElse("-"))
                .append('\n');
        line(text, "budget of the year", service.yearBudget());
        line(text, "budget so far", service.budgetSoFar());
        line(text, "outcome so far", service.outcomeSoFar());
        line(text, "forecast as planned", service.forecastAsPlanned());
        line(text, "forecast at pace", service.forecastAtPace());
        line(text, "cost per message", service.costPerMessage(messages));
        line(text, "benefit", benefit.benefit());
        text.append("  benefit for each krona ")
                .append(benefit.ratio().map(Object::toString).orElse("-"))
                .append('\n');
    }

    private static void shares(StringBuilder text, ShareTable table) {
        table.shares().forEach((id, shares) -> {
            text.append("shares ").append(id).append(' ').append(Kronor.of(shares.totalOre()));
            text.append("\n  region ").append(Kronor.of(shares.regionOre()));
            text.append("\n  municipalities ")
                    .append(shares.municipalities().size())
                    .append(' ')
                    .append(Kronor.of(shares.municipalOre()))
                    .append('\n');
            shares.municipalities()
                    .forEach((code, ore) -> text.append("  ")
                            .append(code)
                            .append(' ')
                            .append(Kronor.of(ore))
                            .append('\n'));
            assertThat(shares.municipalities()).hasSize(49);
        });
    }

    private static void line(StringBuilder text, String what, OptionalLong ore) {
        text.append("  ")
                .append(what)
                .append(' ')
                .append(ore.isPresent() ? Kronor.of(ore.getAsLong()).toPlainString() : "-")
                .append('\n');
    }

    private static Directory directory(Path folder) throws IOException {
        Candidate project = Candidate.read(Path.of("."), new ArrayList<>());
        Map<String, byte[]> files = new TreeMap<>();
        project.names().forEach(name -> files.put(name, project.find(name).orElseThrow()));
        Path adapters = folder.resolve("adapters");
        try (Stream<Path> walk = Files.walk(adapters)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        if (Files.exists(folder.resolve("remove.txt"))) {
            Files.readAllLines(folder.resolve("remove.txt")).forEach(files::remove);
        }
        List<Defect> defects = new ArrayList<>();
        Directory directory = DirectoryReader.read(new Candidate(new HashMap<>(files)), name -> null, defects)
                .orElse(null);
        assertThat(defects).isEmpty();
        return directory;
    }
}
