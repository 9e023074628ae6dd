package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.ledger.EpisodeKey;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.Ledgers;
import se.knutpunkt.ledger.NewDelivery;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;
import se.knutpunkt.message.TimeOrderedIds;

/** Messages accepted into a ledger, as intake does it, for whom a test says. */
final class AcceptedMessages {

    static final HsaId UNIT = HsaId.of("SE2120001413-SYN1438SOC");
    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    /** The system that sends them all. */
    static final String SENDER = "hospital";

    private static final HsaId HOSPITAL = HsaId.of("SE2321000131-SYN000016");
    private static final Set<String> SECTIONS = Set.of("administration", "contact", "needs", "identity", "episode");
    private static final TimeOrderedIds IDS = new TimeOrderedIds();

    private AcceptedMessages() {}

    /** Accepts a message of the visit, to one unit of each system; returns the hub's id. */
    static IntakeReceipt accept(Ledgers ledgers, String visit, String... systems) {
        UUID messageId = UUID.randomUUID();
        Instant now = Instant.now();
        IntakeDraft draft = new IntakeDraft(
                IDS.next(),
                SENDER,
                messageId.toString(),
                "",
                30,
                "ab",
                messageId,
                "admission-notice",
                "1",
                HOSPITAL,
                Role.HOSPITAL,
                now,
                now,
                now,
                new EpisodeKey(null, HOSPITAL.value(), visit, true, false),
                null,
                "ab12",
                "fhir-json",
                "",
                "c0ffee",
                "00-" + TRACE + "-b7ad6b7169203331-01",
                payload(messageId));
        return ledgers.intake()
                .record(
                        draft,
                        (head, reference, at) -> new IntakeDecision.Accept(
                                admitted(head),
                                List.of(systems).stream()
                                        .map(system -> new NewDelivery(
                                                new Receiver(system, system, UNIT, Role.SOCIAL_SERVICES), SECTIONS))
                                        .toList(),
                                List.of(),
                                List.of()));
    }

    private static byte[] payload(UUID messageId) {
        try {
            ObjectNode bundle = (ObjectNode) DeliverFixture.JSON.readTree(
                    Path.of("test-data/canonical/admission-notice.json").toFile());
            ((ObjectNode) bundle.at("/entry/0/resource")).put("id", messageId.toString());
            ((ObjectNode) bundle.at("/entry/0")).put("fullUrl", "urn:uuid:" + messageId);
            bundle.findParents("identifier").forEach(AcceptedMessages::withoutEpisode);
            return DeliverFixture.JSON.writeValueAsBytes(bundle);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** As a sender writes it that knows its own visit number only. */
    private static void withoutEpisode(JsonNode resource) {
        if (resource.path("resourceType").asText().equals("Encounter")) {
            Iterator<JsonNode> identifiers = resource.path("identifier").elements();
            while (identifiers.hasNext()) {
                if (identifiers.next().path("system").asText().endsWith("/identifier/episode")) {
                    identifiers.remove();
                }
            }
        }
    }

    private static EpisodeHead admitted(EpisodeHead head) {
        return new EpisodeHead(
                head.id(),
                EpisodeState.ADMITTED,
                EpisodeState.NONE,
                null,
                "ab12",
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
}
