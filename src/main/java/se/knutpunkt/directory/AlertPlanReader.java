package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** Makes the plan of alerts of its file; every name in it must be known, and every channel used. */
final class AlertPlanReader {

    private final YamlDocument document;
    private final References references;
    private final List<Defect> defects;
    private final Set<String> used = new HashSet<>();

    AlertPlanReader(YamlDocument document, References references, List<Defect> defects) {
        this.document = document;
        this.references = references;
        this.defects = defects;
    }

    AlertPlan read() {
        JsonNode root = document.root();
        List<AlertPlan.Channel> channels = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < root.get("channels").size(); i++) {
            JsonNode channel = root.get("channels").get(i);
            requireNew(names, channel.get("name").asText(), "/channels/" + i + "/name");
            channels.add(new AlertPlan.Channel(
                    channel.get("name").asText(),
                    channel.get("kind").asText().equals("e-mail"),
                    texts(channel.path("to")),
                    channel.get("language").asText(),
                    Duration.parse(channel.get("gather").asText())));
        }
        List<AlertRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < root.get("rules").size(); i++) {
            requireNew(ids, root.at("/rules/" + i + "/id").asText(), "/rules/" + i + "/id");
            rules.add(rule("/rules/" + i, names));
        }
        for (int i = 0; i < channels.size(); i++) {
            if (!used.contains(channels.get(i).name())) {
                defects.add(document.defect(
                        "/channels/" + i,
                        "no rule tells the channel " + channels.get(i).name(),
                        "remove it"));
            }
        }
        return new AlertPlan(Duration.parse(root.get("resolveAfter").asText()), channels, rules);
    }

    private AlertRule rule(String at, Set<String> channels) {
        JsonNode rule = document.root().at(at);
        return new AlertRule(
                rule.get("id").asText(),
                rule.get("kind").asText(),
                rule.get("severity").asText().equals("critical"),
                known(at + "/notify", channels),
                Optional.of(rule.path("escalateAfter").asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(Duration::parse),
                known(at + "/escalateTo", channels),
                Duration.parse(rule.path("longerThan").asText("PT0S")),
                rule.path("atLeast").asInt(),
                rule.path("hours").asInt(),
                rule.path("weeks").asInt(),
                rule.path("days").asInt(),
                stated(at + "/stated"),
                rule.get("why").asText());
    }

    private List<String> known(String at, Set<String> channels) {
        List<String> names = texts(document.root().at(at));
        for (int i = 0; i < names.size(); i++) {
            used.add(names.get(i));
            if (!channels.contains(names.get(i))) {
                defects.add(document.defect(
                        at + "/" + i,
                        "there is no channel " + names.get(i),
                        "name one of the channels above, or add it"));
            }
        }
        return names;
    }

    private List<AlertRule.Stated> stated(String at) {
        List<AlertRule.Stated> stated = new ArrayList<>();
        JsonNode rows = document.root().at(at);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            String here = at + "/" + i;
            if (!references.hasParty(row.get("party").asText())) {
                defects.add(document.defect(
                        here + "/party",
                        "there is no party " + row.get("party").asText(),
                        "allowed: the stem of a file in adapters/parties"));
            }
            LocalTime from = time(row.get("from").asText());
            LocalTime until = time(row.get("until").asText());
            if (!until.isAfter(from)) {
                defects.add(document.defect(here + "/until", "ends before it begins", "allowed: later than from"));
            }
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            row.get("days")
                    .forEach(day -> days.add(DayOfWeek.valueOf(day.asText().toUpperCase(Locale.ROOT))));
            stated.add(new AlertRule.Stated(
                    row.get("party").asText(),
                    days,
                    from,
                    until,
                    row.get("hours").asInt(),
                    row.get("atLeast").asInt()));
        }
        return stated;
    }

    private void requireNew(Set<String> names, String name, String at) {
        if (!names.add(name)) {
            defects.add(document.defect(at, name + " stands twice", "give one of them another name"));
        }
    }

    private static LocalTime time(String text) {
        return text.equals("24:00") ? LocalTime.MAX : LocalTime.parse(text);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
