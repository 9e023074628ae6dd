package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Luhn;
import se.knutpunkt.message.Role;

/** Makes a party of its document; tells what cannot be true of a party of its kind. */
final class PartyReader {

    private static final List<String> MUNICIPAL = List.of("municipalityCode", "subregion", "federation", "population");
    private static final Set<Role> MUNICIPAL_DEFAULTS = Set.of(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE);

    private final List<Defect> defects;

    PartyReader(List<Defect> defects) {
        this.defects = defects;
    }

    Optional<Party> read(YamlDocument document) {
        int before = defects.size();
        JsonNode root = document.root();
        PartyKind kind = PartyKind.findByCode(root.get("kind").asText()).orElseThrow();
        String organisation = root.get("organisationNumber").asText().replace("-", "");
        if (!document.stem().startsWith(kind.code() + "-")) {
            refuse(
                    document,
                    "/kind",
                    "is " + kind.code() + ", but the file's name begins otherwise",
                    "allowed: " + kind.code() + "-<name>.yaml");
        }
        if (!Luhn.isValid(organisation)) {
            refuse(document, "/organisationNumber", "the check digit is wrong", "correct the number");
        }
        requireMunicipal(document, kind);
        List<Unit> units = readUnits(document, organisation);
        if (kind == PartyKind.MUNICIPALITY) {
            requireDefaults(document, units);
        }
        String system = root.path("system").isObject()
                ? document.stem()
                : root.path("system").asText("");
        if (system.isEmpty() && kind != PartyKind.OUTSIDE_COUNTY) {
            refuse(
                    document,
                    "/system",
                    "is missing",
                    "name a system or describe one; only a party outside the county may lack it");
        }
        if (defects.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Party(
                document.stem(),
                kind,
                root.get("name").asText(),
                root.path("municipalityCode").asText(""),
                organisation,
                root.path("subregion").asText(""),
                root.path("federation").asText(""),
                root.path("population").asInt(0),
                units,
                system,
                readContacts(root),
                texts(root.path("services"))));
    }

    private void requireMunicipal(YamlDocument document, PartyKind kind) {
        for (String key : MUNICIPAL) {
            boolean present = document.root().has(key);
            boolean outsideMayHave = kind == PartyKind.OUTSIDE_COUNTY && !key.equals("subregion");
            if (kind == PartyKind.MUNICIPALITY && !present) {
                refuse(document, "/" + key, "is missing", "add it: a municipality has one");
            } else if (kind != PartyKind.MUNICIPALITY && present && !outsideMayHave) {
                refuse(document, "/" + key, "a " + kind.code() + " has none", "remove it");
            }
        }
    }

    private List<Unit> readUnits(YamlDocument document, String organisation) {
        List<Unit> units = new ArrayList<>();
        Set<Role> defaults = EnumSet.noneOf(Role.class);
        for (int i = 0; i < document.root().get("units").size(); i++) {
            String at = "/units/" + i;
            JsonNode node = document.root().at(at);
            Optional<HsaId> hsaId = HsaId.find(node.get("hsaId").asText());
            if (hsaId.isEmpty()) {
                refuse(document, at + "/hsaId", "the check digit of its organisation number is wrong", "correct it");
                continue;
            }
            if (!hsaId.get().value().substring(2, 12).equals(organisation)) {
                refuse(
                        document,
                        at + "/hsaId",
                        "belongs to another organisation than " + organisation,
                        "correct it, or move the unit to that party's file");
            }
            Set<Role> roles = roles(node.get("roles"));
            Set<Role> defaultFor = roles(node.path("defaultFor"));
            for (Role role : defaultFor) {
                if (!roles.contains(role)) {
                    refuse(
                            document,
                            at + "/defaultFor",
                            "is default for " + role.code() + " without having the role",
                            "add the role or remove the default");
                } else if (!defaults.add(role)) {
                    refuse(
                            document,
                            at + "/defaultFor",
                            "is the second default for " + role.code(),
                            "allowed: one unit for each role");
                }
            }
            units.add(new Unit(
                    hsaId.get(),
                    node.get("name").asText(),
                    roles,
                    document.stem(),
                    defaultFor,
                    texts(node.path("municipalities")),
                    node.path("phone").asText("")));
        }
        return units;
    }

    /** A hospital that knows only the municipality must get an answer other than "ambiguous". */
    private void requireDefaults(YamlDocument document, List<Unit> units) {
        for (Role role : Role.values()) {
            boolean wanted = MUNICIPAL_DEFAULTS.contains(role);
            if (wanted && units.stream().noneMatch(unit -> unit.defaultFor().contains(role))) {
                refuse(
                        document,
                        "/units",
                        "no unit is default for " + role.code(),
                        "add defaultFor to the unit that takes what names only the municipality");
            }
        }
    }

    private static List<Contact> readContacts(JsonNode root) {
        List<Contact> contacts = new ArrayList<>();
        root.path("contacts")
                .forEach(node -> contacts.add(new Contact(
                        node.get("function").asText(),
                        node.path("phone").asText(""),
                        node.path("email").asText(""))));
        return contacts;
    }

    private static Set<Role> roles(JsonNode codes) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        codes.forEach(code -> Role.findByCode(code.asText()).ifPresent(roles::add));
        return roles;
    }

    private static Set<String> texts(JsonNode values) {
        Set<String> texts = new TreeSet<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private void refuse(YamlDocument document, String pointer, String problem, String mend) {
        defects.add(document.defect(pointer, problem, mend));
    }
}
