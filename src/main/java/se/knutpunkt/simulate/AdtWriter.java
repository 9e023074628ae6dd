package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Writes an ADT message as the hospitals' systems do: HL7 v2.5, the site's ZVG segment where an act was recorded, and one of
 * the two charsets in use, half of the systems each.
 */
final class AdtWriter {

    private static final DateTimeFormatter SENT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSZ");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    byte[] write(JsonNode event, SimulatedSystem system, ZonedDateTime sentAt) {
        boolean latin = system.id().hashCode() % 2 == 0;
        Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        JsonNode adt = event.path("adt");
        JsonNode person = event.path("patient");
        JsonNode stay = event.path("episode");
        String trigger = adt.path("trigger").asText();
        String ward = event.at("/sender/unit").asText();
        StringBuilder message = new StringBuilder(700);
        message.append("MSH|^~\\&|ADT|").append(system.hsaId()).append("|NAV|KNUTPUNKT|");
        message.append(SENT.format(sentAt)).append("||ADT^").append(trigger).append('|');
        message.append(controlId(event)).append("|T|2.5|||NE|AL|SWE|").append(latin ? "8859/1" : "UNICODE UTF-8");
        message.append("|SV\rEVN|").append(trigger).append('|').append(time(event.path("happenedAt")));
        message.append("\rPID|1||").append(person.at("/id/value").asText());
        // one type for personnummer and samordningsnummer: the number itself tells which
        message.append("^^^SKV^NNSWE||");
        message.append(person.at("/name/family").asText()).append('^');
        message.append(person.at("/name/given/0").asText())
                .append("^^^^^L||")
                .append(born(person))
                .append('|');
        message.append("female".equals(person.path("gender").asText()) ? 'F' : 'M')
                .append("|||");
        message.append(person.at("/address/line/0").asText()).append("^^");
        message.append(person.at("/address/city").asText()).append("^^");
        message.append(person.at("/address/postalCode").asText()).append("^SWE^H^^");
        message.append(adt.path("municipality").asText());
        message.append("\rPV1|1|")
                .append(trigger.equals("A04") ? 'O' : 'I')
                .append("|^^^")
                .append(ward);
        message.append("||||||||||||||||").append(stay.at("/visitNumber/value").asText());
        message.append("^^^LOKAL&")
                .append(stay.at("/visitNumber/assigner").asText())
                .append("&HSA^VN");
        message.append("|".repeat(25)).append(time(stay.path("admittedAt")));
        message.append('|').append(time(stay.path("dischargedAt"))).append('\r');
        if (stay.has("estimatedDischarge")) {
            message.append("PV2|||||||||")
                    .append(time(stay.path("estimatedDischarge")))
                    .append('\r');
        }
        String judgement = adt.path("judgement").asText();
        if (!judgement.isEmpty()) {
            message.append("ZVG|1|").append(judgement).append("|SIP:N|");
            message.append(adt.path("municipality").asText()).append('\r');
        }
        return message.toString().getBytes(charset);
    }

    /** MSH-10 has twenty characters. */
    private static String controlId(JsonNode event) {
        return event.path("messageId").asText().replace("-", "").substring(12);
    }

    /** As far as it is known: HL7 v2 allows year, or year and month. */
    private static String born(JsonNode person) {
        return person.path("birthDate").asText().replace("-", "");
    }

    private static String time(JsonNode time) {
        return time.isTextual() ? TIME.format(OffsetDateTime.parse(time.asText())) : "";
    }
}
