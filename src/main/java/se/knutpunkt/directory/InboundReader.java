package se.knutpunkt.directory;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import se.knutpunkt.codec.Format;

/** Reads how a system sends; empty for one that does not, or that has a defect. */
final class InboundReader {

    private static final List<String> REQUIRED = List.of(
            "inbound.maxBytes",
            "inbound.maxDepth",
            "inbound.maxPerSecond",
            "inbound.charset",
            "inbound.enhancedAcknowledgement",
            "inbound.duplicateWindowDays");

    // An address that never leaves the machine: whoever reaches it is on the machine already.
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1");

    Optional<Inbound> read(SystemReader.Place place) {
        if (!place.require(List.of("inbound.formats"))) {
            return Optional.empty();
        }
        Set<Format> formats = EnumSet.noneOf(Format.class);
        place.value("inbound.formats")
                .forEach(code -> Format.findByCode(code.asText()).ifPresent(formats::add));
        refusePeer(place, formats);
        if (formats.isEmpty() || !place.require(REQUIRED)) {
            return Optional.empty();
        }
        return Optional.of(new Inbound(
                formats,
                place.text("inbound.mapping"),
                place.value("inbound.maxBytes").asLong(),
                place.value("inbound.maxDepth").asInt(),
                place.value("inbound.maxPerSecond").asInt(),
                place.text("inbound.charset"),
                place.value("inbound.enhancedAcknowledgement").asBoolean(),
                place.text("inbound.mllpPeer"),
                place.value("inbound.mllpAnyFacility").asBoolean(),
                place.value("inbound.duplicateWindowDays").asInt()));
    }

    private static void refusePeer(SystemReader.Place place, Set<Format> formats) {
        if (!place.has("inbound.mllpPeer")) {
            return;
        }
        String peer = place.text("inbound.mllpPeer");
        if (!LOOPBACK.matcher(peer).matches()) {
            place.refuse(
                    "inbound.mllpPeer",
                    "is no loopback address, so it identifies nobody",
                    "allowed: 127.x.x.x or ::1; a system elsewhere uses TLS with its certificate");
        }
        if (!formats.contains(Format.HL7_V2)) {
            place.refuse("inbound.mllpPeer", "the system does not send hl7v2", "add the format or remove the peer");
        }
    }
}
