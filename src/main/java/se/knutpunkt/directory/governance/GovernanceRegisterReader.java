package se.knutpunkt.directory.governance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** Makes bodies, decisions, trails and grounds of their files; what they name must be there. */
public final class GovernanceRegisterReader {

    private static final String FOLDER = "adapters/governance/";

    private final Candidate candidate;
    private final List<Defect> defects;

    public GovernanceRegisterReader(Candidate candidate, List<Defect> defects) {
        this.candidate = candidate;
        this.defects = defects;
    }

    /**
     * The register; it may be used only when no defect was added.
     *
     * @param layersOfSystem ids of the layers that each system extends, by id of the system
     */
    public GovernanceRegister read(
            List<YamlDocument> bodies,
            List<YamlDocument> decisions,
            List<YamlDocument> layers,
            Map<String, List<String>> layersOfSystem,
            List<YamlDocument> changes) {
        return new GovernanceRegister(
                bodies.stream().map(this::body).toList(),
                decisions.stream().map(this::decision).toList(),
                layers.stream().map(this::connection).toList(),
                layersOfSystem,
                changes.stream().map(this::change).toList());
    }

    private Body body(YamlDocument document) {
        JsonNode root = document.root();
        requireKnown(document, "/under", "bodies/");
        List<Meeting> meetings = new ArrayList<>();
        Set<String> days = new HashSet<>();
        for (int i = 0; i < root.path("meetings").size(); i++) {
            String at = "/meetings/" + i;
            JsonNode meeting = root.at(at);
            if (!days.add(meeting.get("day").asText())) {
                defects.add(document.defect(at + "/day", "the meeting stands twice", "remove one"));
            }
            day(document, at + "/day")
                    .ifPresent(day -> meetings.add(new Meeting(
                            day,
                            meeting.path("reportsQuarter").asText(""),
                            meeting.get("source").asText(),
                            meeting.get("unconfirmed").asBoolean())));
        }
        return new Body(
                document.stem(),
                root.get("name").asText(),
                root.path("shortName").asText(root.get("name").asText()),
                RightToDecide.of(root.at("/right/kind").asText()),
                root.at("/right/unconfirmed").asBoolean(),
                root.path("under").asText(""),
                root.path("mandate").asText(""),
                texts(root.path("members")),
                root.path("frequency").asText(""),
                meetings,
                root.get("source").asText());
    }

    private Decision decision(YamlDocument document) {
        JsonNode root = document.root();
        requireKnown(document, "/body", "bodies/");
        return new Decision(
                document.stem(),
                root.get("body").asText(),
                day(document, "/day"),
                root.path("reference").asText(""),
                root.get("what").asText(),
                root.get("source").asText(),
                root.get("unconfirmed").asBoolean());
    }

    private ConnectionRule connection(YamlDocument document) {
        JsonNode root = document.root();
        requireKnown(document, "/addsTo", "");
        requireEachKnown(document, "/documents");
        return new ConnectionRule(
                document.stem(),
                root.get("kind").asText(),
                root.get("name").asText(),
                root.get("why").asText(),
                texts(root.path("documents")),
                root.path("addsTo").asText(""));
    }

    private ChangeGround change(YamlDocument document) {
        JsonNode root = document.root();
        requireEachKnown(document, "/documents");
        requireKnown(document, "/decision", "decisions/");
        Optional<LocalDate> from = day(document, "/from");
        Optional<LocalDate> until = day(document, "/until");
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            defects.add(document.defect("/until", "ends before it begins", "allowed: " + from.get() + " or later"));
        }
        return new ChangeGround(
                document.stem(),
                from.orElse(LocalDate.MIN),
                until.orElse(LocalDate.MAX),
                root.get("what").asText(),
                texts(root.get("files")),
                texts(root.get("documents")),
                root.path("decision").asText(""));
    }

    /** How a governing document came to be. */
    public DocumentTrail trail(YamlDocument document) {
        JsonNode root = document.root();
        requireKnown(document, "/body", "bodies/");
        requireKnown(document, "/decision", "decisions/");
        requireKnown(document, "/addsTo", "");
        requireEachKnown(document, "/replaces");
        List<Adoption> adoptions = new ArrayList<>();
        for (int i = 0; i < root.path("adoptedBy").size(); i++) {
            String at = "/adoptedBy/" + i;
            JsonNode adoption = root.at(at);
            String who = adoption.get("who").asText();
            if (!who.equals(Adoption.REGION)
                    && !who.equals(Adoption.ALL_MUNICIPALITIES)
                    && !candidate.contains("adapters/parties/" + who + ".yaml")) {
                defects.add(document.defect(
                        at + "/who",
                        "there is no party " + who,
                        "allowed: " + Adoption.REGION + ", " + Adoption.ALL_MUNICIPALITIES
                                + " or the stem of a file in adapters/parties"));
            }
            adoptions.add(new Adoption(
                    who,
                    day(document, at + "/day"),
                    adoption.get("source").asText(),
                    adoption.get("unconfirmed").asBoolean()));
        }
        return new DocumentTrail(
                root.path("body").asText(""),
                root.path("decision").asText(""),
                texts(root.path("replaces")),
                adoptions,
                root.path("addsTo").asText(""));
    }

    private void requireEachKnown(YamlDocument document, String list) {
        for (int i = 0; i < document.root().at(list).size(); i++) {
            requireKnown(document, list + "/" + i, "");
        }
    }

    private void requireKnown(YamlDocument document, String pointer, String folder) {
        JsonNode node = document.root().at(pointer);
        if (!node.isMissingNode() && !candidate.contains(FOLDER + folder + node.asText() + ".yaml")) {
            String what = folder.isEmpty() ? "document " : folder.equals("bodies/") ? "body " : "decision ";
            defects.add(document.defect(
                    pointer,
                    "there is no " + what + node.asText(),
                    "create " + FOLDER + folder + node.asText() + ".yaml, or name another"));
        }
    }

    private Optional<LocalDate> day(YamlDocument document, String pointer) {
        JsonNode node = document.root().at(pointer);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(node.asText()));
        } catch (DateTimeException e) {
            defects.add(document.defect(pointer, "there is no such date", "allowed: a date as YYYY-MM-DD"));
            return Optional.empty();
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
