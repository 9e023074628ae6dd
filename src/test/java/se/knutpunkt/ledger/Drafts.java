package se.knutpunkt.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;
import se.knutpunkt.message.TimeOrderedIds;

/** Messages and deciders for tests of the ledger. */
final class Drafts {
    static final TimeOrderedIds IDS = new TimeOrderedIds();
    static final HsaId HOSPITAL = HsaId.of("SE2321000131-E000000000001");
    static final HsaId UNIT = HsaId.of("SE2120001439-E000000000001");
    static final String CONTENT = "{\"resourceType\":\"Bundle\",\"note\":\"Åsa Öberg\"}";

    private Drafts() {}

    static IntakeDraft of(String senderMessageId, String contentHash, EpisodeKey episode) {
        return of(senderMessageId, "", contentHash, episode, null);
    }

    static IntakeDraft of(
            String senderMessageId, String transmissionId, String contentHash, EpisodeKey episode, UUID reference) {
        Instant now = Instant.now();
        return new IntakeDraft(
                IDS.next(),
                "hospital",
                senderMessageId,
                transmissionId,
                30,
                contentHash,
                UUID.randomUUID(),
                "admission-notice",
                "1",
                HOSPITAL,
                Role.HOSPITAL,
                now,
                now,
                now,
                episode,
                reference,
                "ab12",
                "fhir-json",
                "",
                "c0ffee",
                "00-trace-01",
                CONTENT.getBytes(StandardCharsets.UTF_8));
    }

    static EpisodeKey visit(String number) {
        return new EpisodeKey(null, HOSPITAL.value(), number, true, false);
    }

    static EpisodeKey none() {
        return new EpisodeKey(null, "", "", false, false);
    }

    static Receiver receiver(String system) {
        return new Receiver(system, "municipality-" + system, UNIT, Role.SOCIAL_SERVICES);
    }

    /** Accepts into the episode, to one unit of each system. */
    static IntakeDecider to(String... systems) {
        return (head, reference, acceptedAt) -> accept(admitted(head), systems);
    }

    /** Accepts without an episode. */
    static IntakeDecider aloneTo(String... systems) {
        return (head, reference, acceptedAt) -> accept(null, systems);
    }

    static IntakeDecision accept(EpisodeHead next, String... systems) {
        return new IntakeDecision.Accept(
                next,
                List.of(systems).stream()
                        .map(system -> new NewDelivery(receiver(system), Set.of("plan", "contact")))
                        .toList(),
                List.of(new Fact("municipality", "1439")),
                List.of("late"));
    }

    static EpisodeHead admitted(EpisodeHead head) {
        return new EpisodeHead(
                head.id(),
                EpisodeState.ADMITTED,
                EpisodeState.NONE,
                null,
                "ab12",
                List.of(),
                HOSPITAL.value(),
                Instant.parse("2026-11-24T05:00:00.000001Z"),
                false,
                false,
                "none",
                false,
                List.of(),
                List.of(),
                false,
                java.util.Map.of());
    }
}
