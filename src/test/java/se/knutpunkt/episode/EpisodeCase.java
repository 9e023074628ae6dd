package se.knutpunkt.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.catalogue.CanonicalCases;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.ReadyInterval;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/** Builds the head and the event that a file in test-data/episode/ describes in few words. */
final class EpisodeCase {

    static final UUID REFERENCE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final UUID NOTICE = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final UUID EPISODE = UUID.fromString("00000000-0000-4000-8000-000000000003");
    private static final List<String> PARTIES =
            List.of("hospital", "social-services", "municipal-health-care", "primary-care");

    private static final Catalogue CATALOGUE = TestCatalogue.get();
    private static final CanonicalCases CASES = new CanonicalCases(CATALOGUE, 7L);

    private EpisodeCase() {}

    static EpisodeParameters parameters(JsonNode event) {
        return new EpisodeParameters(event.path("asWish").asBoolean(), false, Duration.ofDays(14));
    }

    static EpisodeHead head(JsonNode node) {
        EpisodeState state =
                EpisodeState.findByCode(node.path("state").asText()).orElseThrow();
        if (state == EpisodeState.NONE) {
            return EpisodeHead.fresh(EPISODE);
        }
        List<Participant> participants = new ArrayList<>();
        Map<String, UUID> last = new HashMap<>();
        for (String role : texts(node, "participants", PARTIES)) {
            participants.add(new Participant(CanonicalCases.unit(role(role)), role(role), Participant.Status.SENT));
        }
        for (String role : texts(node, "notified", PARTIES.subList(1, 4))) {
            last.put(HeadDraft.notifiedKey(CanonicalCases.unit(role(role)), role(role)), REFERENCE);
        }
        node.path("last").fieldNames().forEachRemaining(event -> last.put(event, REFERENCE));
        String before = node.path("before").asText("none");
        String responsible = node.path("responsible")
                .asText(CanonicalCases.unit(Role.HOSPITAL).value());
        Instant since = Instant.parse(node.path("since").asText("2026-11-01T10:00:00Z"));
        boolean open = node.path("openNotice").asBoolean();
        return new EpisodeHead(
                EPISODE,
                state,
                EpisodeState.findByCode(before).orElseThrow(),
                since,
                "p1",
                texts(node, "formerPersons", List.of()),
                state == EpisodeState.CARE_REQUESTED ? "" : responsible,
                state == EpisodeState.CARE_REQUESTED ? null : Instant.parse("2026-10-30T10:00:00Z"),
                node.path("onLeave").asBoolean(),
                node.path("compulsoryCare").asBoolean(),
                node.path("sip").asText("none"),
                node.path("careContact").asBoolean(),
                participants,
                open ? List.of(new ReadyInterval(NOTICE, since, null)) : List.of(),
                node.path("death").asBoolean(),
                last);
    }

    static EpisodeEvent event(JsonNode node, EpisodeHead head) {
        EventType newest = CATALOGUE.listEvents().stream()
                .filter(type -> type.code().equals(node.path("code").asText()))
                .reduce((older, newer) -> newer)
                .orElseThrow();
        EventType type = node.has("registers")
                ? CASES.registering(newest, node.path("registers").asText())
                : newest;
        ObjectNode bundle = CASES.minimal(type, node.path("kind").asText());
        Role sender = node.has("sender")
                ? role(node.path("sender").asText())
                : type.senders().stream().sorted().findFirst().orElseThrow();
        CanonicalCases.setSenderRole(bundle, sender);
        HsaId unit = CanonicalCases.unit(sender);
        String reference = node.path("reference").asText("known");
        set(bundle, node, reference);
        CanonicalMessage message = new CanonicalMessage(bundle);
        boolean known = message.findReference().isPresent();
        return new EpisodeEvent(
                type,
                message,
                UUID.fromString(message.messageId()),
                unit,
                sender,
                node.path("person").asText(head.personHash().isEmpty() ? "p1" : "p1"),
                node.path("formerPerson").asText(),
                receivers(node, type, head, unit),
                known ? message.findReference() : Optional.empty(),
                "",
                known
                        ? Optional.of(CanonicalCases.unit(
                                        role(node.path("referenceSender").asText("hospital"))))
                                .filter(other -> node.has("referenceSender") || !other.equals(unit))
                        : Optional.empty(),
                CanonicalCases.NOW);
    }

    private static List<Receiver> receivers(JsonNode node, EventType type, EpisodeHead head, HsaId sender) {
        List<String> standard = head.participants().isEmpty()
                ? PARTIES
                : head.participants().stream().map(part -> part.role().code()).toList();
        return texts(node, "receivers", standard).stream()
                .map(EpisodeCase::role)
                .filter(type.receivers()::contains)
                .map(role -> new Receiver("system", "party", CanonicalCases.unit(role), role))
                .filter(receiver -> !receiver.unit().equals(sender))
                .toList();
    }

    private static void set(ObjectNode bundle, JsonNode node, String reference) {
        for (JsonNode entry : bundle.path("entry")) {
            ObjectNode resource = (ObjectNode) entry.path("resource");
            for (JsonNode extension : resource.path("extension")) {
                if (Fhir.REFERENCES_MESSAGE.equals(extension.path("url").asText())) {
                    ((ObjectNode) extension)
                            .put("valueUuid", "urn:uuid:" + (reference.equals("notice") ? NOTICE : REFERENCE));
                }
            }
            switch (resource.path("resourceType").asText()) {
                case "MessageHeader" -> {
                    if (node.path("statusOnly").asBoolean()) {
                        resource.withObject("/meta")
                                .putArray("tag")
                                .addObject()
                                .put("system", Fhir.ORIGIN)
                                .put("code", "status-only");
                    }
                }
                case "Encounter" -> {
                    if (node.has("admittedAt")) {
                        resource.withObject("/period")
                                .put("start", node.path("admittedAt").asText());
                    }
                    if (node.has("dischargedAt")) {
                        resource.withObject("/period")
                                .put("end", node.path("dischargedAt").asText());
                    }
                }
                case "Task" ->
                    node.path("content")
                            .properties()
                            .forEach(entry2 -> setContent(
                                    resource, entry2.getKey(), entry2.getValue().asText()));
                default -> {
                    // The patient stays as made.
                }
            }
        }
    }

    private static void setContent(ObjectNode task, String name, String value) {
        Element element = CATALOGUE.findElement(name).orElseThrow();
        ObjectNode input = null;
        for (JsonNode one : task.path("input")) {
            if (one.path("type").path("coding").path(0).path("code").asText().equals(name)) {
                input = (ObjectNode) one;
            }
        }
        if (input == null) {
            input = task.withArray("input").addObject();
            input.putObject("type")
                    .putArray("coding")
                    .addObject()
                    .put("system", Fhir.ELEMENT)
                    .put("code", name);
        }
        switch (element.type()) {
            case CODE -> input.withObject("/valueCoding").put("code", value);
            case UNIT, PERSON -> input.withObject("/valueIdentifier").put("value", value);
            default -> input.put("valueString", value);
        }
    }

    private static List<String> texts(JsonNode node, String key, List<String> standard) {
        if (!node.has(key)) {
            return standard;
        }
        List<String> values = new ArrayList<>();
        node.path(key).forEach(value -> values.add(value.asText()));
        return values;
    }

    static Role role(String code) {
        return Role.findByCode(code).orElseThrow();
    }
}
