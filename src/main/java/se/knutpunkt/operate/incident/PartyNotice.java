package se.knutpunkt.operate.incident;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.ledger.NoticeRow;

/** Writes what a party is told of an incident: when, what, and its own figures; in Swedish, and in English below. */
final class PartyNotice {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Stockholm"));

    private final ResourceBundle swedish = load(Locale.forLanguageTag("sv"));
    private final ResourceBundle english = load(Locale.ENGLISH);

    NoticeRow write(UUID id, IncidentRow incident, IncidentRow.PartyRow party, List<String> mailboxes, Instant now) {
        return new NoticeRow(
                id,
                "party",
                true,
                mailboxes,
                party.partyId(),
                incident.id(),
                swedish.getString("subject").replace("{number}", Long.toString(incident.number())),
                text(swedish, incident, party) + "\n--\n\n" + text(english, incident, party),
                now,
                "WAITING",
                0,
                now,
                null,
                "");
    }

    private static String text(ResourceBundle texts, IncidentRow incident, IncidentRow.PartyRow party) {
        String text = texts.getString(incident.endedAt() == null ? "ongoing" : "over")
                .replace("{began}", TIME.format(incident.beganAt()))
                .replace("{ended}", incident.endedAt() == null ? "" : TIME.format(incident.endedAt()))
                .replace("{number}", Long.toString(incident.number()))
                .replace("{title}", incident.title());
        String figures = party.counted()
                ? texts.getString("figures")
                        .replace("{delayed}", Long.toString(party.delayed()))
                        .replace("{undelivered}", Long.toString(party.undelivered()))
                : "";
        String cause =
                incident.cause().isEmpty() ? "" : texts.getString("cause").replace("{cause}", incident.cause());
        return text + figures + cause + texts.getString("end");
    }

    private static ResourceBundle load(Locale locale) {
        return ResourceBundle.getBundle(
                "incidents",
                locale,
                PartyNotice.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
