package se.knutpunkt.operate.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import se.knutpunkt.directory.AlertPlan;
import se.knutpunkt.ledger.AlertRow;
import se.knutpunkt.ledger.NoticeRow;

/** Writes one message of everything there is to tell in a channel; however much that is, it stays short. */
final class NoticeWriter {

    private static final int MOST = 20;
    private static final List<String> ORDER = List.of("ESCALATED", "OPENED", "RESOLVED");

    private final AlertTexts texts;
    private final Subjects subjects;
    private final String consoleUrl;

    NoticeWriter(AlertTexts texts, Subjects subjects, String consoleUrl) {
        this.texts = texts;
        this.subjects = subjects;
        this.consoleUrl = consoleUrl;
    }

    /** Something to tell: an alert, what became of it, and the kind of its rule. */
    record Told(AlertRow alert, String what, String kind, String why) {}

    NoticeRow write(UUID id, AlertPlan.Channel channel, List<Told> told, Instant now) {
        Locale locale = Locale.forLanguageTag(channel.language());
        String first =
                ORDER.stream().filter(what -> count(told, what) > 0).findFirst().orElse("OPENED");
        String subject =
                texts.fill("notice.subject." + first, "", Map.of("count", Long.toString(count(told, first))), locale);
        return new NoticeRow(
                id,
                channel.name(),
                channel.mail(),
                channel.to(),
                "",
                null,
                subject,
                channel.mail()
                        ? mail(told, locale)
                        : json(id, told, locale, now).toString(),
                now,
                "WAITING",
                0,
                now,
                null,
                "");
    }

    private String mail(List<Told> told, Locale locale) {
        List<String> lines = new ArrayList<>();
        for (String what : ORDER) {
            List<Told> these =
                    told.stream().filter(one -> one.what().equals(what)).toList();
            if (!these.isEmpty()) {
                lines.add(texts.fill("what." + what, "", Map.of(), locale) + " (" + these.size() + ")");
                lines.add("");
                these.stream().limit(MOST).forEach(one -> describe(one, lines, locale));
                if (these.size() > MOST) {
                    lines.add(texts.fill(
                            "notice.more", "", Map.of("count", Integer.toString(these.size() - MOST)), locale));
                    lines.add("");
                }
            }
        }
        if (!consoleUrl.isEmpty()) {
            lines.add(texts.fill("notice.link", "", Map.of("link", consoleUrl + "/alerts"), locale));
        }
        lines.add(texts.fill("notice.end", "", Map.of(), locale));
        return String.join("\n", lines) + "\n";
    }

    private void describe(Told one, List<String> lines, Locale locale) {
        AlertRow alert = one.alert();
        String since =
                texts.fill("notice.since", "", Map.of("since", alert.openedAt().toString()), locale);
        lines.add("* " + texts.fill("severity." + alert.severity(), "", Map.of(), locale) + ": " + title(one, locale)
                + ", " + since);
        if (!one.what().equals("RESOLVED")) {
            lines.add("  " + text(one, locale));
            // the rules' reasons are written in Swedish
            if (!locale.equals(Locale.ENGLISH) && !one.why().isEmpty()) {
                lines.add("  " + one.why());
            }
        }
        lines.add("");
    }

    private ObjectNode json(UUID id, List<Told> told, Locale locale, Instant now) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("id", id.toString()).put("at", now.toString()).put("count", told.size());
        ArrayNode alerts = root.putArray("alerts");
        told.stream().limit(5L * MOST).forEach(one -> {
            AlertRow alert = one.alert();
            alerts.addObject()
                    .put("id", alert.id().toString())
                    .put("what", one.what().toLowerCase(Locale.ROOT))
                    .put("key", alert.key())
                    .put("rule", alert.rule())
                    .put("severity", alert.severity())
                    .put("subject", alert.subject())
                    .put("title", title(one, locale))
                    .put("text", text(one, locale))
                    .put("openedAt", alert.openedAt().toString());
        });
        return root;
    }

    private String title(Told one, Locale locale) {
        return texts.title(
                one.kind(), subjects.name(one.alert().subject()), one.alert().figures(), locale);
    }

    private String text(Told one, Locale locale) {
        return texts.text(
                one.kind(), subjects.name(one.alert().subject()), one.alert().figures(), locale);
    }

    private static long count(List<Told> told, String what) {
        return told.stream().filter(one -> one.what().equals(what)).count();
    }
}
