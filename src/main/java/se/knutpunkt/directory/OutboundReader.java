package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import se.knutpunkt.codec.Format;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Outbound.Channel;

/** Reads how a system receives; empty for one that has a defect. */
final class OutboundReader {

    private static final List<String> REQUIRED = List.of(
            "outbound.channel",
            "outbound.format",
            "outbound.receipts.push",
            "outbound.receipts.transportIsReceipt",
            "outbound.receipts.deadline",
            "outbound.timeout",
            "outbound.concurrency",
            "outbound.retry.maxAttempts",
            "outbound.retry.firstBackOff",
            "outbound.retry.maxBackOff",
            "outbound.circuitFailures");
    private static final String ADDRESS = "outbound.address";
    private static final String CREDENTIAL = "outbound.credential";

    private final Endpoints endpoints;
    private final Optional<Set<String>> credentials;
    private final Set<String> usedCredentials = new HashSet<>();
    private final List<Defect> defects;

    /** @param credentials the known names; empty when their file could not be read */
    OutboundReader(Endpoints endpoints, Optional<Set<String>> credentials, List<Defect> defects) {
        this.endpoints = endpoints;
        this.credentials = credentials;
        this.defects = defects;
    }

    Optional<Outbound> read(SystemReader.Place place) {
        if (!place.require(REQUIRED)) {
            return Optional.empty();
        }
        Channel channel = channel(place.text("outbound.channel"));
        Format format = Format.findByCode(place.text("outbound.format")).orElseThrow();
        refuseFormat(place, channel, format);
        String mapping =
                place.has("outbound.mapping") ? place.text("outbound.mapping") : "canonical-to-" + format.mappingName();
        Duration first = Duration.parse(place.text("outbound.retry.firstBackOff"));
        Duration longest = Duration.parse(place.text("outbound.retry.maxBackOff"));
        if (first.compareTo(longest) > 0) {
            place.refuse("outbound.retry.firstBackOff", "is longer than maxBackOff", "allowed: at most " + longest);
        }
        return Optional.of(new Outbound(
                channel,
                format,
                mapping,
                address(place, channel),
                credential(place, channel),
                events(place),
                place.value("outbound.receipts.push").asBoolean(),
                place.value("outbound.receipts.transportIsReceipt").asBoolean(),
                Duration.parse(place.text("outbound.timeout")),
                place.value("outbound.concurrency").asInt(),
                place.value("outbound.retry.maxAttempts").asInt(),
                first,
                longest,
                place.value("outbound.circuitFailures").asInt(),
                OpeningHoursReader.read(place),
                Duration.parse(place.text("outbound.receipts.deadline")),
                place.value("outbound.secondPersonForEdits").asBoolean()));
    }

    /** Names of credentials that some system is shown. */
    Set<String> usedCredentials() {
        return usedCredentials;
    }

    private static Channel channel(String code) {
        for (Channel channel : Channel.values()) {
            if (channel.code().equals(code)) {
                return channel;
            }
        }
        return Channel.NONE;
    }

    private static void refuseFormat(SystemReader.Place place, Channel channel, Format format) {
        boolean event = format == Format.EVENT_JSON;
        if (channel == Channel.PUSH_FHIR && event) {
            place.refuse("outbound.format", "push-fhir does not carry event-json", "allowed: fhir-json, fhir-xml");
        } else if (channel == Channel.PUSH_JSON && !event) {
            place.refuse("outbound.format", "push-json does not carry " + format.code(), "allowed: event-json");
        }
    }

    private String address(SystemReader.Place place, Channel channel) {
        if (!channel.isPush()) {
            if (place.has(ADDRESS)) {
                place.refuse(ADDRESS, "a system with the channel " + channel.code() + " has no address", "remove it");
            }
            return "";
        }
        if (!place.require(List.of(ADDRESS))) {
            return "";
        }
        Optional<String> resolved =
                endpoints.resolve(place.document(), place.pointerTo(ADDRESS), place.text(ADDRESS), defects);
        if (resolved.isPresent() && !isUrl(resolved.get())) {
            place.refuse(
                    ADDRESS, "is no address", "allowed: http:// or https:// with a host, without user or fragment");
        }
        return resolved.orElse("");
    }

    private static boolean isUrl(String address) {
        try {
            URI uri = new URI(address);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private String credential(SystemReader.Place place, Channel channel) {
        String name = place.text(CREDENTIAL);
        if (!channel.isPush()) {
            if (place.has(CREDENTIAL)
                    && place.layered().layers().get(CREDENTIAL).equals(HubSystem.LOCAL)) {
                place.refuse(CREDENTIAL, "a system with the channel " + channel.code() + " is shown none", "remove it");
            }
            return "";
        }
        if (place.require(List.of(CREDENTIAL))
                && credentials.isPresent()
                && !credentials.get().contains(name)) {
            place.refuse(CREDENTIAL, "unknown credential " + name, "allowed: " + String.join(", ", credentials.get()));
        }
        usedCredentials.add(name);
        return name;
    }

    private Set<String> events(SystemReader.Place place) {
        Set<String> events = new TreeSet<>();
        for (JsonNode event : place.value("outbound.events")) {
            events.add(event.asText());
        }
        return events;
    }
}
