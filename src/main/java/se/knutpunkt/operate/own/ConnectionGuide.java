package se.knutpunkt.operate.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Inbound;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.DemoCertificates;
import se.knutpunkt.translate.TranslateContext;

/** How a party's system is connected, out of its adapter: addresses, formats, limits, and an example made by its own mapping. */
public final class ConnectionGuide {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant EXAMPLE_TIME = Instant.parse("2026-11-02T08:15:00Z");
    private static final UUID EXAMPLE_MESSAGE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID EXAMPLE_DELIVERY = UUID.fromString("00000000-0000-7000-8000-000000000002");

    private final ConfigurationInForce configuration;
    private final Path demoCredentials;

    /** @param demo the folder with the demonstration's credentials; null when it is none */
    public ConnectionGuide(ConfigurationInForce configuration, Path demo) {
        this.configuration = configuration;
        this.demoCredentials = demo == null ? null : demo.resolve(DemoCertificates.CREDENTIALS);
    }

    /**
     * A guide.
     *
     * @param system the system it is for
     * @param inbound how it sends; null when it does not
     * @param outbound how it receives
     * @param commands what can be tried from a command line, with {@code $HUB} for the hub's address and {@code $TOKEN} for the token
     * @param example what a message looks like to the system; empty when it receives none
     * @param exampleFormat its format
     * @param token the demonstration's token; empty when this is no demonstration
     */
    public record Guide(
            HubSystem system,
            Inbound inbound,
            Outbound outbound,
            List<String> commands,
            String example,
            String exampleFormat,
            String token) {}

    /** NOT_FOUND for a party that is not in force or has no system. */
    public Guide get(String partyId) {
        InForce inForce = configuration.get();
        Party party = inForce.directory()
                .findParty(partyId)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "party", ""));
        HubSystem system = inForce.directory()
                .findSystem(party.systemId())
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "system", ""));
        boolean receives = system.outbound() != null && system.outbound().channel() != Outbound.Channel.NONE;
        return new Guide(
                system,
                system.inbound(),
                system.outbound(),
                commands(system),
                receives ? example(inForce, party, system) : "",
                receives ? system.outbound().format().mediaType() : "",
                findToken(system.id()).orElse(""));
    }

    private static List<String> commands(HubSystem system) {
        List<String> commands = new ArrayList<>();
        String curl = "curl -H \"Authorization: Bearer $TOKEN\" ";
        if (system.inbound() != null) {
            for (Format format : system.inbound().formats()) {
                if (format == Format.EVENT_JSON) {
                    commands.add(
                            curl + "-H \"Content-Type: application/json\" --data @message.json $HUB/api/v1/messages");
                } else if (format == Format.FHIR_JSON || format == Format.FHIR_XML) {
                    commands.add(curl + "-H \"Content-Type: " + format.mediaType()
                            + "\" --data @message '$HUB/fhir/$process-message'");
                }
            }
        }
        if (system.outbound() != null && system.outbound().channel() == Outbound.Channel.PULL) {
            commands.add(curl + "\"$HUB/api/v1/inbox?wait=30s&limit=10\"");
            commands.add(curl + "-X POST $HUB/api/v1/inbox/{id}/ack");
        }
        commands.add(curl + "$HUB/api/v1/messages/{id}");
        return List.copyOf(commands);
    }

    private static String example(InForce inForce, Party party, HubSystem system) {
        for (Unit unit : party.units()) {
            ObjectNode bundle = TestMessage.write(
                    EXAMPLE_MESSAGE,
                    EXAMPLE_DELIVERY,
                    unit,
                    unit.roles().iterator().next(),
                    party.municipalityCode(),
                    EXAMPLE_TIME);
            Outbound outbound = system.outbound();
            String mapping = outbound.mapping().isEmpty()
                    ? "canonical-to-" + outbound.format().mappingName()
                    : outbound.mapping();
            JsonNode tree = inForce.translator()
                    .fromCanonical(
                            mapping,
                            bundle,
                            new TranslateContext(system, EXAMPLE_MESSAGE, EXAMPLE_DELIVERY, EXAMPLE_TIME),
                            inForce.directory());
            String text = new String(Codecs.get(outbound.format()).write(tree), StandardCharsets.UTF_8);
            return text.startsWith("{") ? pretty(tree) : text.replace('\r', '\n');
        }
        return "";
    }

    private static String pretty(JsonNode tree) {
        return tree.toPrettyString();
    }

    private Optional<String> findToken(String systemId) {
        if (demoCredentials == null || !Files.isReadable(demoCredentials)) {
            return Optional.empty();
        }
        try {
            for (JsonNode system : JSON.readTree(demoCredentials.toFile()).path("systems")) {
                if (system.path("id").asText().equals(systemId)) {
                    return Optional.of(system.path("token").asText());
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.data", DemoCertificates.CREDENTIALS, unreadable);
        }
    }
}
