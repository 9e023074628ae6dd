package se.knutpunkt.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import se.knutpunkt.message.Ids;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.EpisodeExpander;
import se.knutpunkt.simulate.EpisodeTemplate;
import se.knutpunkt.simulate.MessageWriter;
import se.knutpunkt.simulate.PlannedEpisode;
import se.knutpunkt.simulate.PlannedMessage;
import se.knutpunkt.simulate.TrafficFiles;
import se.knutpunkt.simulate.TrafficScript;

/**
 * The episodes that are sent: admission, discharge-ready, information at discharge and discharge, each to the social services of the
 * patient's municipality, made with the episodes of the demo. Population decides how often a municipality takes part.
 */
final class MessageTemplates {

    /** Messages of an episode. */
    static final int PLACES = 4;

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final List<String> RECEIVER = List.of("social-services");
    private static final List<String> WORDS = List.of(
            "hemtjänst",
            "morgon",
            "kväll",
            "rollator",
            "förflyttning",
            "tillsyn",
            "såromläggning",
            "dusch",
            "måltider",
            "trygghetslarm",
            "bostaden",
            "tröskel",
            "anhörig",
            "uppföljning",
            "vårdcentral",
            "dagligen",
            "varannan",
            "behov",
            "stöd",
            "hjälp",
            "vid",
            "och",
            "med",
            "inomhus",
            "sover",
            "oroligt",
            "äter",
            "själv",
            "går",
            "kort",
            "sträcka");

    private final TrafficScript script;
    private final AddressBook book;
    private final Ids ids;
    private final Clock clock;
    private final long seed;

    MessageTemplates(Path configuration, AddressBook book, Ids ids, Clock clock, long seed) {
        this.script = new TrafficFiles(configuration).read();
        this.book = book;
        this.ids = ids;
        this.clock = clock;
        this.seed = seed;
    }

    /** Episodes of {@link #PLACES} messages each. */
    List<List<MessageTemplate>> list(MessageSize size) {
        int[] lengths = new int[PLACES];
        List<MessageTemplate> bare = expand(1, new int[PLACES]).get(0);
        for (int place = 0; place < PLACES; place++) {
            lengths[place] = Math.max(0, size.bytes() - bare.get(place).text().length());
        }
        return expand(size.episodes(), lengths);
    }

    private List<List<MessageTemplate>> expand(int episodes, int[] lengths) {
        TrafficScript own = new TrafficScript(
                List.of(episode(lengths)),
                script.women(),
                script.men(),
                script.families(),
                script.streets(),
                script.catchment(),
                script.stream(),
                0,
                script.elements(),
                script.events());
        MessageWriter writer = new MessageWriter(ids, own);
        ZonedDateTime now = clock.instant().atZone(ZONE);
        List<List<MessageTemplate>> written = new ArrayList<>();
        for (PlannedEpisode planned : new EpisodeExpander(own, book, ids, clock).expand(episodes, seed)) {
            List<MessageTemplate> messages = new ArrayList<>();
            for (PlannedMessage message : planned.messages()) {
                messages.add(MessageTemplate.of(
                        planned.municipality().systemId(),
                        message.system().token(),
                        message.messageId(),
                        writer.write(message, "", now)));
            }
            written.add(messages);
        }
        return written;
    }

    private EpisodeTemplate episode(int[] lengths) {
        Random random = new Random(seed);
        return new EpisodeTemplate(
                "bench",
                "The four main events to one receiver",
                1,
                0,
                "",
                9,
                false,
                false,
                List.of(
                        step(
                                "admission-notice",
                                "PT3H",
                                Map.of(
                                        "estimatedDischarge", text("@P8D"),
                                        "needs", array("social-services"),
                                        "relatives", array(prose(random, "Dotter", lengths[0])))),
                        step(
                                "discharge-ready",
                                "P5D",
                                Map.of(
                                        "judgedAt", text("@P5D"),
                                        "physician", text("%hospital"),
                                        "remainingNeeds", text(prose(random, "Hemtjänst som tidigare", lengths[1])))),
                        step(
                                "discharge-information",
                                "P7D",
                                Map.of(
                                        "careSummary", text("Vårdad för höftfraktur, opererad utan komplikation"),
                                        "measures", text("Höftplastik, mobilisering med fysioterapeut"),
                                        "medicationList", array("Paracetamol 1 g vid behov"),
                                        "followUp", text("Röntgenkontroll om sex veckor"),
                                        "remainingNeeds", text(prose(random, "Hemtjänst", lengths[2])))),
                        step(
                                "discharge-notice",
                                "P7DT2H",
                                Map.of(
                                        "dischargedAt", text("@P7DT2H"),
                                        "destination", text("home"),
                                        "contactName", text(prose(random, "Koordinator", lengths[3]))))));
    }

    private static EpisodeTemplate.Step step(String event, String at, Map<String, JsonNode> set) {
        return new EpisodeTemplate.Step(
                "",
                event,
                "",
                "",
                "",
                "hospital",
                RECEIVER,
                at,
                List.of(),
                false,
                new LinkedHashMap<>(set),
                new HashMap<>(),
                null);
    }

    private static JsonNode text(String value) {
        return new TextNode(value);
    }

    private static JsonNode array(String value) {
        return JsonNodeFactory.instance.arrayNode().add(value);
    }

    /** Text that compresses about as well as what people write. */
    private static String prose(Random random, String beginning, int moreBytes) {
        StringBuilder prose = new StringBuilder(beginning);
        for (int left = moreBytes; left > 0; ) {
            String word = " " + WORDS.get(random.nextInt(WORDS.size())) + (random.nextInt(9) == 0 ? "." : "");
            prose.append(word);
            left -= word.getBytes(StandardCharsets.UTF_8).length;
        }
        return prose.toString();
    }
}
