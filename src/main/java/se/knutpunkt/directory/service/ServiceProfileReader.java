package se.knutpunkt.directory.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.directory.economy.CostObject;

/** Makes a profile of a service's file, which the schema has passed. */
public final class ServiceProfileReader {

    private static final List<String> STATED =
            List.of("mandate", "organisation", "operation", "managementPlan", "need");
    private static final long ORE = 100;

    private final Predicate<String> owners;
    private final Predicate<String> decisions;
    private final List<Defect> defects;
    private final Map<CostObject, String> costObjects = new HashMap<>();

    /**
     * @param owners whether there is a party or body with this id
     * @param decisions whether there is a decision with this id
     */
    public ServiceProfileReader(Predicate<String> owners, Predicate<String> decisions, List<Defect> defects) {
        this.owners = owners;
        this.decisions = decisions;
        this.defects = defects;
    }

    /** A profile; it may be used only when no defect was added. */
    public ServiceProfile read(YamlDocument document) {
        JsonNode root = document.root();
        String owner = root.path("owner").asText("");
        if (!owner.isEmpty() && !owners.test(owner)) {
            defects.add(document.defect(
                    "/owner",
                    "there is no party and no body " + owner,
                    "allowed: the stem of a file in adapters/parties or adapters/governance/bodies"));
        }
        Map<String, Stated> stated = new HashMap<>();
        STATED.stream().filter(root::has).forEach(name -> stated.put(name, stated(root.get(name))));
        return new ServiceProfile(
                Lifecycle.of(root.path("lifecycle").asText(Lifecycle.CURRENT.code())),
                root.path("carried").asBoolean(true),
                owner,
                stated,
                Optional.ofNullable(root.get("financing")).map(ServiceProfileReader::financing),
                budgets(document),
                costObjects(document),
                each(document, "prices", this::price),
                each(document, "benefits", (at, node) -> benefit(node)),
                each(document, "development", this::development),
                each(document, "risks", this::risk),
                each(document, "contacts", this::contact),
                root.path("source").asText(""),
                root.path("unconfirmed").asBoolean(true));
    }

    /** The service of each object of the bookkeeping, of all files read so far. */
    public Map<CostObject, String> costObjects() {
        return Map.copyOf(costObjects);
    }

    private static Stated stated(JsonNode node) {
        return new Stated(
                node.get("text").asText(),
                node.get("source").asText(),
                node.get("unconfirmed").asBoolean());
    }

    private static Financing financing(JsonNode node) {
        return new Financing(
                node.get("regionPercent").asInt(),
                SplitKey.of(node.get("key").asText()),
                node.path("populationYearsBefore").asInt(1),
                node.get("source").asText(),
                node.get("unconfirmed").asBoolean());
    }

    private List<YearBudget> budgets(YamlDocument document) {
        Set<Integer> years = new HashSet<>();
        return each(document, "budget", (at, node) -> {
            if (!years.add(node.get("year").asInt())) {
                defects.add(
                        document.defect(at.pointer() + "/year", "the year stands twice", "allowed: one row a year"));
            }
            String decision = node.path("decision").asText("");
            if (!decision.isEmpty() && !decisions.test(decision)) {
                defects.add(document.defect(
                        at.pointer() + "/decision",
                        "there is no decision " + decision,
                        "create adapters/governance/decisions/" + decision + ".yaml, or name another"));
            }
            return new YearBudget(
                    node.get("year").asInt(),
                    node.get("kronor").asLong() * ORE,
                    decision,
                    node.get("source").asText(),
                    node.get("unconfirmed").asBoolean());
        });
    }

    private List<CostObject> costObjects(YamlDocument document) {
        return each(document, "costObjects", (at, node) -> {
            CostObject object = new CostObject(
                    node.get("dimension").asText(), node.get("object").asText());
            String other = costObjects.put(object, document.stem());
            if (other != null) {
                defects.add(document.defect(
                        at.pointer(),
                        "the object " + object.object() + " is that of " + other + " too",
                        "give each service objects of its own"));
            }
            return object;
        });
    }

    private Price price(At at, JsonNode node) {
        return new Price(
                node.get("what").asText(),
                node.get("per").asText(),
                node.get("kronor").asLong() * ORE,
                at.day("validFrom").orElse(LocalDate.EPOCH),
                node.get("source").asText(),
                node.get("unconfirmed").asBoolean());
    }

    private static Benefit benefit(JsonNode node) {
        return new Benefit(
                node.get("what").asText(),
                node.path("kronorPerYear").asLong() * ORE,
                node.path("orePerMessage").asLong(),
                node.get("source").asText(),
                node.get("unconfirmed").asBoolean());
    }

    private Development development(At at, JsonNode node) {
        return new Development(
                node.get("id").asText(),
                node.get("what").asText(),
                node.get("state").asText(),
                at.day("since").orElse(LocalDate.EPOCH),
                at.day("due"),
                node.get("source").asText());
    }

    private Risk risk(At at, JsonNode node) {
        return new Risk(
                node.get("id").asText(),
                node.get("what").asText(),
                node.get("likelihood").asInt(),
                node.get("consequence").asInt(),
                node.get("action").asText(),
                at.day("reviewed").orElse(LocalDate.EPOCH));
    }

    private ServiceContact contact(At at, JsonNode node) {
        return new ServiceContact(
                node.get("function").asText(),
                node.path("phone").asText(""),
                node.path("email").asText(""),
                at.day("lastConfirmed"));
    }

    private <T> List<T> each(YamlDocument document, String list, BiFunction<At, JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        JsonNode rows = document.root().path(list);
        for (int i = 0; i < rows.size(); i++) {
            all.add(read.apply(new At(document, "/" + list + "/" + i, defects), rows.get(i)));
        }
        return all;
    }

    /** One row of a list, for reading its days and telling of defects. */
    private record At(YamlDocument document, String pointer, List<Defect> defects) {

        /** Empty when there is none, or when it is a defect. */
        Optional<LocalDate> day(String name) {
            JsonNode node = document.root().at(pointer + "/" + name);
            if (node.isMissingNode()) {
                return Optional.empty();
            }
            try {
                return Optional.of(LocalDate.parse(node.asText()));
            } catch (DateTimeException e) {
                defects.add(document.defect(
                        pointer + "/" + name, "there is no such date", "allowed: a date as YYYY-MM-DD"));
                return Optional.empty();
            }
        }
    }
}
