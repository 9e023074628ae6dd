package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/**
 * A read-only view of a canonical Bundle (see {@code docs/canonical-model.md}). Getters return empty where the Bundle holds
 * nothing readable; what is wrong is said by the checks, not here.
 */
public final class CanonicalMessage {

    /** A receiver as the sender named it. */
    public record Destination(String unit, String role) {}

    /** A section the sender withholds; from everyone when {@code receiver} is empty ("om sekretess inte hindrar"). */
    public record Withheld(String section, String receiver) {}

    private final ObjectNode bundle;
    private final Map<String, JsonNode> resources = new HashMap<>();

    public CanonicalMessage(ObjectNode bundle) {
        this.bundle = bundle;
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            resources.putIfAbsent(resource.path("resourceType").asText(), resource);
        }
    }

    /** The Bundle itself; callers must not change it. */
    public ObjectNode bundle() {
        return bundle;
    }

    /** The first resource of a type, or a missing node. */
    public JsonNode resource(String type) {
        return resources.getOrDefault(type, MissingNode.getInstance());
    }

    public JsonNode header() {
        return resource("MessageHeader");
    }

    public JsonNode patient() {
        return resource("Patient");
    }

    public JsonNode encounter() {
        return resource("Encounter");
    }

    public JsonNode task() {
        return resource("Task");
    }

    /** {@code MessageHeader.id}: constant over transmissions. */
    public String messageId() {
        return header().path("id").asText();
    }

    /** {@code Bundle.id}: new for each transmission. */
    public String transmissionId() {
        return bundle.path("id").asText();
    }

    public String eventCode() {
        return header().path("eventCoding").path("code").asText();
    }

    /** The version of the event; {@code "1"} where the sender names none. */
    public String eventVersion() {
        return header().path("eventCoding").path("version").asText("1");
    }

    /** The kind of the event (MessageHeader.reason), or an empty string. */
    public String kind() {
        return header().path("reason").path("coding").path(0).path("code").asText();
    }

    public Optional<HsaId> findSenderUnit() {
        return HsaId.find(
                header().path("sender").path("identifier").path("value").asText());
    }

    public Optional<Role> findSenderRole() {
        return Role.findByCode(extension(header().path("sender"), Fhir.SENDER_ROLE)
                .path("valueCode")
                .asText());
    }

    public List<Destination> listDestinations() {
        List<Destination> destinations = new ArrayList<>();
        for (JsonNode destination : header().path("destination")) {
            destinations.add(new Destination(
                    destination
                            .path("receiver")
                            .path("identifier")
                            .path("value")
                            .asText(),
                    extension(destination, Fhir.RECEIVER_ROLE).path("valueCode").asText()));
        }
        return destinations;
    }

    public List<Withheld> listWithheld() {
        List<Withheld> withheld = new ArrayList<>();
        for (JsonNode extension : header().path("extension")) {
            if (Fhir.WITHHELD.equals(extension.path("url").asText())) {
                withheld.add(new Withheld(
                        extension(extension, "section").path("valueCode").asText(),
                        extension(extension, "receiver")
                                .path("valueIdentifier")
                                .path("value")
                                .asText()));
            }
        }
        return withheld;
    }

    /** When the event happened, or empty when it is missing or has no zone. */
    public Optional<Instant> findHappenedAt() {
        return instant(happenedAtText());
    }

    /** When the sender says that it sent it ({@code Bundle.timestamp}). */
    public Optional<Instant> findSentAt() {
        return instant(sentAtText());
    }

    String happenedAtText() {
        return extension(header(), Fhir.HAPPENED_AT).path("valueDateTime").asText();
    }

    String sentAtText() {
        return bundle.path("timestamp").asText();
    }

    /** The person's identifier; with {@code former} the one the person had before ({@code use} is {@code old}). Missing when there is none. */
    public JsonNode personIdentifier(boolean former) {
        for (JsonNode identifier : patient().path("identifier")) {
            if ("old".equals(identifier.path("use").asText()) == former) {
                return identifier;
            }
        }
        return MissingNode.getInstance();
    }

    /** The message this one corrects, withdraws or answers. */
    public Optional<UUID> findReference() {
        return uuid(
                extension(header(), Fhir.REFERENCES_MESSAGE).path("valueUuid").asText());
    }

    /** The episode's UUID as the sender knows it. */
    public Optional<UUID> findEpisodeId() {
        return uuid(encounterIdentifier(Fhir.EPISODE_IDENTIFIER).path("value").asText());
    }

    /** The identifier of the sender's own visit number (PV1-19), with {@code value} and {@code assigner.identifier.value}. */
    public JsonNode visitNumber() {
        return encounterIdentifier(Fhir.VISIT_IDENTIFIER);
    }

    public Optional<Instant> findAdmittedAt() {
        return instant(encounter().path("period").path("start").asText());
    }

    /** The time an element holds, wherever it stands, or empty when there is none with a zone. */
    public Optional<Instant> findTime(String element) {
        return instant(ElementPlace.text(this, element));
    }

    public Optional<HsaId> findResponsibleUnit() {
        return HsaId.find(encounter()
                .path("serviceProvider")
                .path("identifier")
                .path("value")
                .asText());
    }

    /** True when the message says whether the patient is in compulsory outpatient care. */
    public boolean saysCompulsoryCare() {
        return !extension(encounter(), Fhir.COMPULSORY_CARE).isMissingNode();
    }

    public boolean isCompulsoryCare() {
        return extension(encounter(), Fhir.COMPULSORY_CARE).path("valueBoolean").asBoolean();
    }

    /** True for what was read out of an ADT stream and may only update an open episode. */
    public boolean isStatusOnly() {
        for (JsonNode tag : header().path("meta").path("tag")) {
            if (Fhir.ORIGIN.equals(tag.path("system").asText())
                    && "status-only".equals(tag.path("code").asText())) {
                return true;
            }
        }
        return false;
    }

    /** True when the patient carries any label of the Swedish security codes; unknown labels count as protected. */
    public boolean isProtected() {
        for (JsonNode label : patient().path("meta").path("security")) {
            if (Fhir.SECURITY_LABEL.equals(label.path("system").asText())) {
                return true;
            }
        }
        return false;
    }

    /** SCB's code of the municipality of folkbokföring, or an empty string. */
    public String municipalityCode() {
        for (JsonNode address : patient().path("address")) {
            String code =
                    extension(address, Fhir.MUNICIPALITY_CODE).path("valueCode").asText();
            if (!code.isEmpty()) {
                return code;
            }
        }
        return "";
    }

    /** The values of a content element (Task.input), each the whole input node. */
    public List<JsonNode> listInputs(String element) {
        List<JsonNode> inputs = new ArrayList<>();
        for (JsonNode input : task().path("input")) {
            if (element.equals(
                    input.path("type").path("coding").path(0).path("code").asText())) {
                inputs.add(input);
            }
        }
        return inputs;
    }

    /** The values of a content element as text: the code of a Coding, the value of an Identifier, else the primitive. */
    public List<String> listContent(String element) {
        return listInputs(element).stream().map(CanonicalMessage::text).toList();
    }

    /** The first value of a content element as text, or an empty string. */
    public String content(String element) {
        List<JsonNode> inputs = listInputs(element);
        return inputs.isEmpty() ? "" : text(inputs.get(0));
    }

    /** The extension with this url, or a missing node. */
    public static JsonNode extension(JsonNode owner, String url) {
        for (JsonNode extension : owner.path("extension")) {
            if (url.equals(extension.path("url").asText())) {
                return extension;
            }
        }
        return MissingNode.getInstance();
    }

    private static String text(JsonNode input) {
        for (Map.Entry<String, JsonNode> field : input.properties()) {
            if (field.getKey().startsWith("value")) {
                JsonNode value = field.getValue();
                return value.isObject()
                        ? value.path("code").asText(value.path("value").asText())
                        : value.asText();
            }
        }
        return "";
    }

    private JsonNode encounterIdentifier(String system) {
        for (JsonNode identifier : encounter().path("identifier")) {
            if (system.equals(identifier.path("system").asText())) {
                return identifier;
            }
        }
        return MissingNode.getInstance();
    }

    static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noZone) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        String bare = text.startsWith("urn:uuid:") ? text.substring("urn:uuid:".length()) : text;
        try {
            return bare.length() == 36 ? Optional.of(UUID.fromString(bare)) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
