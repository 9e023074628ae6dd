package se.knutpunkt.operate.find;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.activation.WholeCandidateReader;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.ledger.EpisodeKey;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.ledger.NewDelivery;
import se.knutpunkt.ledger.WireForm;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;
import se.knutpunkt.message.TimeOrderedIds;

/** A ledger with messages of the project's own configuration, accepted as intake does it, and the search over it. */
final class FoundMessages implements AutoCloseable {

    static final HsaId HOSPITAL = HsaId.of("SE2321000131-SYN000016");
    static final HsaId DALS_ED = HsaId.of("SE2120001413-SYN1438SOC");
    static final HsaId ALE = HsaId.of("SE2120001439-SYN1440");
    static final String PERSON = "19250323-9234";
    static final String OTHER_PERSON = "19121212-1212";

    private static final InForce IN_FORCE = read();

    final LedgerFixture fixture = LedgerFixture.create();
    final Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    final PersonTokens persons = new PersonTokens(fixture.hasher(), clock);
    final SearchReader reader =
            new SearchReader(() -> IN_FORCE, fixture.ledgers().search());
    final MessageFinder finder =
            new MessageFinder(fixture.ledgers().search(), Duration.ofSeconds(30), System::nanoTime);

    private final TimeOrderedIds ids = new TimeOrderedIds();

    static InForce inForce() {
        return IN_FORCE;
    }

    /** What a test wants of a message. */
    record Wanted(
            String event, String sender, String visit, String person, HsaId senderUnit, List<Receiver> receivers) {
        static Wanted admission(String sender) {
            return new Wanted("admission-notice", sender, "", PERSON, HOSPITAL, List.of(dalsEd()));
        }

        Wanted of(String newEvent) {
            return new Wanted(newEvent, sender, visit, person, senderUnit, receivers);
        }

        Wanted about(String newPerson) {
            return new Wanted(event, sender, visit, newPerson, senderUnit, receivers);
        }

        Wanted during(String newVisit) {
            return new Wanted(event, sender, newVisit, person, senderUnit, receivers);
        }

        Wanted from(HsaId unit) {
            return new Wanted(event, sender, visit, person, unit, receivers);
        }

        Wanted to(Receiver... those) {
            return new Wanted(event, sender, visit, person, senderUnit, List.of(those));
        }
    }

    static Receiver dalsEd() {
        return new Receiver("municipality-dals-ed", "municipality-dals-ed", DALS_ED, Role.SOCIAL_SERVICES);
    }

    static Receiver ale() {
        return new Receiver("municipality-ale", "municipality-ale", ALE, Role.SOCIAL_SERVICES);
    }

    IntakeReceipt accept(Wanted wanted) {
        return accept(wanted, UUID.randomUUID().toString(), canonical("admission-notice"));
    }

    IntakeReceipt accept(Wanted wanted, String senderMessageId, byte[] canonical) {
        Instant now = Instant.now();
        return fixture.ledgers()
                .intake()
                .record(
                        new IntakeDraft(
                                ids.next(),
                                wanted.sender(),
                                senderMessageId,
                                "",
                                30,
                                "ab",
                                UUID.randomUUID(),
                                wanted.event(),
                                "1",
                                wanted.senderUnit(),
                                Role.HOSPITAL,
                                now,
                                now,
                                now,
                                new EpisodeKey(
                                        null,
                                        HOSPITAL.value(),
                                        wanted.visit(),
                                        !wanted.visit().isEmpty(),
                                        false),
                                null,
                                persons.findToken(wanted.person()).orElseThrow(),
                                "fhir-json",
                                "same",
                                IN_FORCE.hash(),
                                "",
                                canonical,
                                new WireForm(canonical, fixture.hasher().hashWire(wanted.sender(), canonical))),
                        (head, reference, at) -> new IntakeDecision.Accept(
                                wanted.visit().isEmpty() ? null : admitted(head),
                                wanted.receivers().stream()
                                        .map(receiver -> new NewDelivery(receiver, Set.of("identity", "needs")))
                                        .toList(),
                                List.of(),
                                List.of()));
    }

    IntakeReceipt refuse(Wanted wanted, ErrorCode error) {
        Instant now = Instant.now();
        return fixture.ledgers()
                .intake()
                .record(
                        new IntakeDraft(
                                ids.next(),
                                wanted.sender(),
                                UUID.randomUUID().toString(),
                                "",
                                30,
                                "ab",
                                UUID.randomUUID(),
                                wanted.event(),
                                "1",
                                wanted.senderUnit(),
                                Role.HOSPITAL,
                                now,
                                now,
                                now,
                                new EpisodeKey(null, "", "", false, false),
                                null,
                                persons.findToken(wanted.person()).orElseThrow(),
                                "fhir-json",
                                "same",
                                IN_FORCE.hash(),
                                "",
                                canonical("admission-notice")),
                        (head, reference, at) ->
                                new IntakeDecision.Refuse(List.of(Refusal.of(error, "MessageHeader"))));
    }

    /** The hub's ids of what a search with these parameters finds, newest first. */
    List<UUID> find(String... parameters) {
        SearchRequest request = ask(null, parameters);
        if (request.isRefused()) {
            throw new AssertionError(request.problems().toString());
        }
        return finder.find(request.terms(), request.before(), request.limit()).messages().stream()
                .map(found -> found.hubId())
                .toList();
    }

    SearchRequest ask(Set<String> parties, String... parameters) {
        Map<String, String> given = new java.util.LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return reader.read(given, parties);
    }

    static byte[] canonical(String event) {
        try {
            return Files.readString(Path.of("test-data/canonical/" + event + ".json"))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public void close() {
        fixture.close();
    }

    private EpisodeHead admitted(EpisodeHead head) {
        return new EpisodeHead(
                head.id(),
                EpisodeState.ADMITTED,
                EpisodeState.NONE,
                null,
                persons.findToken(PERSON).orElseThrow(),
                List.of(),
                HOSPITAL.value(),
                Instant.parse("2026-11-24T05:00:00Z"),
                false,
                false,
                "none",
                false,
                List.of(),
                List.of(),
                false,
                Map.of());
    }

    private static InForce read() {
        List<Defect> defects = new ArrayList<>();
        return new WholeCandidateReader(name -> null, IdentityPolicy.demo())
                .read(Candidate.read(Path.of("."), defects), "c0ffee", defects)
                .orElseThrow(() -> new AssertionError(defects.toString()));
    }
}
