package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Format;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonIdKind;
import se.knutpunkt.message.TestIdentities;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.EpisodeExpander;
import se.knutpunkt.simulate.MessageWriter;
import se.knutpunkt.simulate.PlannedEpisode;
import se.knutpunkt.simulate.PlannedMessage;
import se.knutpunkt.simulate.SimulatedMunicipality;
import se.knutpunkt.simulate.TrafficFiles;
import se.knutpunkt.simulate.TrafficScript;

/** The traffic of the demo over the project's own adapters, codes and messages. */
class DemoTrafficTest {

    private static final Path ROOT = Path.of(".");
    private static final Instant NOW = Instant.parse("2026-11-02T08:15:00Z");
    private static final int EPISODES = 300;
    /** Elements that the plain event calls by another name. */
    private static final Map<String, String> WRITTEN_AS = Map.of("personId", "id", "registeredAddress", "address");

    private static Directory directory;
    private static TrafficScript script;
    private static AddressBook book;
    private static List<PlannedEpisode> episodes;

    @BeforeAll
    static void expandOnce() {
        List<Defect> defects = new ArrayList<>();
        Candidate candidate = Candidate.read(ROOT, defects);
        directory = DirectoryReader.read(candidate, name -> null, defects).orElseThrow();
        book = DemoAddressBook.of(directory, system -> "token-" + system);
        script = new TrafficFiles(ROOT).read();
        episodes = expand(1);
    }

    @Test
    void sameSeedGivesTheSameEpisodes() {
        assertThat(expand(1)).isEqualTo(episodes);
        assertThat(expand(2)).isNotEqualTo(episodes);
    }

    @Test
    void everyPatientIsAListedTestIdentityUnlessTheMessageIsWrong() {
        for (PlannedMessage message : messages()) {
            JsonNode id = message.event().at("/patient/id");
            if (!id.isMissingNode() && !message.wrong()) {
                PersonId person = new PersonId(
                        PersonIdKind.findByCode(id.path("kind").asText()).orElseThrow(),
                        id.path("value").asText());
                assertThat(TestIdentities.isListed(person)).as(message.place()).isTrue();
            }
        }
    }

    @Test
    void everyEventHoldsWhatItsCatalogueFileRequiresUnlessTheMessageIsWrong() {
        for (PlannedMessage message : messages()) {
            if (message.format() != Format.HL7_V2 && !message.wrong()) {
                assertThat(missing(message)).as(message.place()).isEmpty();
            }
        }
    }

    @Test
    void everyEventOfTheCatalogueButTheTechnicalReceiptIsPlayed() {
        Set<String> played = new TreeSet<>();
        messages().forEach(message -> played.add(message.event().path("event").asText()));
        assertThat(played).containsAll(events());
    }

    @Test
    void everyReceiverThatIsNamedTakesTheEventUnlessTheMessageIsWrong() {
        Set<String> notTaken = new TreeSet<>();
        for (long seed = 1; seed <= 6; seed++) {
            expand(seed).stream()
                    .flatMap(episode -> episode.messages().stream())
                    .filter(message -> !message.wrong())
                    .forEach(message -> message.event().path("receivers").findValuesAsText("unit").stream()
                            .filter(unit ->
                                    !takes(unit, message.event().path("event").asText()))
                            .forEach(unit -> notTaken.add(message.place() + " to " + unit)));
        }
        assertThat(notTaken).isEmpty();
    }

    @Test
    void whoTakesNoOutpatientCasesPlaysNone() {
        AddressBook two = new AddressBook(
                book.municipalities().stream()
                        .filter(municipality -> Set.of("1438", "1439").contains(municipality.code()))
                        .toList(),
                book.units(),
                book.systems());
        assertThat(new EpisodeExpander(script, two, counting(), Clock.fixed(NOW, ZoneOffset.UTC)).expand(EPISODES, 1))
                .filteredOn(episode -> episode.template().equals("outpatient-case"))
                .isNotEmpty()
                .allMatch(episode -> episode.municipality().code().equals("1438"));
    }

    private static boolean takes(String unit, String event) {
        return HsaId.find(unit)
                .flatMap(directory::findUnit)
                .flatMap(directory::findSystemOf)
                .filter(system -> system.outbound().takes(event))
                .isPresent();
    }

    @Test
    void everyMunicipalityTakesPart() {
        Set<String> taking = new HashSet<>();
        episodes.stream()
                .filter(episode -> episode.messages().stream().noneMatch(PlannedMessage::wrong))
                .forEach(episode -> taking.add(episode.municipality().code()));
        assertThat(book.municipalities()).hasSize(49);
        assertThat(taking)
                .containsExactlyInAnyOrderElementsOf(book.municipalities().stream()
                        .map(SimulatedMunicipality::code)
                        .toList());
    }

    @Test
    void nothingHappensInTheFutureUnlessTheMessageIsWrong() {
        for (PlannedMessage message : messages()) {
            OffsetDateTime happened =
                    OffsetDateTime.parse(message.event().path("happenedAt").asText());
            if (!message.wrong()) {
                assertThat(happened.toInstant()).as(message.place()).isBeforeOrEqualTo(NOW);
            }
        }
    }

    @Test
    void everyFormatIsSentAndEveryMessageCanBeWrittenInIt() throws Exception {
        Set<Format> sent = new HashSet<>();
        MessageWriter writer = new MessageWriter(counting(), script);
        for (PlannedMessage message : messages()) {
            byte[] written = writer.write(
                    message, "e0000000-0000-4000-8000-000000000001", NOW.atZone(ZoneId.of("Europe/Stockholm")));
            sent.add(message.format());
            if (message.format() == Format.FHIR_JSON) {
                assertThat(new ObjectMapper()
                                .readTree(written)
                                .at("/entry/0/resource/id")
                                .asText())
                        .isEqualTo(message.messageId());
            }
            assertThat(written.length).isGreaterThan(200);
        }
        assertThat(sent).containsExactlyInAnyOrder(Format.values());
    }

    @Test
    void theStreamOfAdtIsHl7ThatCarriesNoJudgement() {
        List<PlannedMessage> stream = expander().expandStream(200, 1);
        MessageWriter writer = new MessageWriter(counting(), script);
        assertThat(stream).hasSize(200).allMatch(message -> message.format() == Format.HL7_V2);
        for (PlannedMessage message : stream) {
            String written =
                    new String(writer.write(message, "", NOW.atZone(ZoneOffset.UTC)), StandardCharsets.ISO_8859_1);
            assertThat(written).startsWith("MSH|^~\\&|").doesNotContain("ZVG");
        }
    }

    private static List<PlannedEpisode> expand(long seed) {
        return expander().expand(EPISODES, seed);
    }

    private static EpisodeExpander expander() {
        return new EpisodeExpander(script, book, counting(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<PlannedMessage> messages() {
        return episodes.stream().flatMap(episode -> episode.messages().stream()).toList();
    }

    /** Codes of all events but the one that only machines send. */
    private static List<String> events() {
        return script.events().keySet().stream()
                .filter(code -> !code.equals("technical-receipt"))
                .toList();
    }

    private static List<String> missing(PlannedMessage message) {
        JsonNode event = message.event();
        String all = event.toString();
        // the label stands for the address: domain 3.5
        String waived =
                event.at("/patient/protection").asText().equals("skyddadFolkbokforing") ? "registeredAddress" : "";
        return Stream.of(
                        event.path("event").asText(),
                        event.at("/content/registeredEvent").asText())
                .filter(code -> !code.isEmpty())
                .flatMap(code -> script.listRequired(code, version(event, code)).stream())
                .filter(name -> !name.equals(waived))
                .filter(name -> !all.contains("\"" + WRITTEN_AS.getOrDefault(name, name) + "\":"))
                .toList();
    }

    private static String version(JsonNode event, String code) {
        return event.path("event").asText().equals(code) ? event.path("version").asText() : "";
    }

    private static Ids counting() {
        AtomicLong next = new AtomicLong();
        return () -> new UUID(0x0000000000007000L, 0x8000000000000000L + next.incrementAndGet());
    }
}
