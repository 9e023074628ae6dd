package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.CheckedFiles;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.directory.economy.EconomyReader;
import se.knutpunkt.directory.governance.GovernanceRegisterReader;
import se.knutpunkt.directory.service.ServiceProfileReader;

/**
 * Builds the directory from the files under {@code adapters/}; refuses them with every defect, never with the first only. That
 * mappings and events exist is checked when the whole candidate has been read.
 */
public final class DirectoryReader {

    private static final String ROOT = "adapters/";

    private final Candidate candidate;
    private final CheckedFiles files;
    private final References references;
    private final List<Defect> defects;
    private final UnaryOperator<String> settings;

    private DirectoryReader(Candidate candidate, UnaryOperator<String> settings, List<Defect> defects) {
        this.candidate = candidate;
        this.files = new CheckedFiles(candidate, defects);
        this.references = new References(candidate);
        this.settings = settings;
        this.defects = defects;
    }

    /**
     * The directory of a candidate, or empty when it has defects, which are added to {@code defects}.
     *
     * @param settings value of a setting or environment variable by name, for addresses; null when it is not set
     */
    public static Optional<Directory> read(Candidate candidate, UnaryOperator<String> settings, List<Defect> defects) {
        List<Defect> own = new ArrayList<>();
        Directory directory = new DirectoryReader(candidate, settings, own).read();
        defects.addAll(own);
        return own.isEmpty() ? Optional.of(directory) : Optional.empty();
    }

    private Directory read() {
        KnownFiles.refuseUnknown(candidate, defects);
        Optional<YamlDocument> credentials = files.find(ROOT + "credentials.yaml", ROOT + "credentials.schema.json");
        Endpoints endpoints =
                new Endpoints(files.find(ROOT + "endpoints.yaml", ROOT + "endpoints.schema.json"), settings);
        List<YamlDocument> layerFiles = list("systems/layers", "layer");
        Layers layers = new Layers(candidate, layerFiles, defects);
        Map<String, String> credentialPointers = credentialPointers(credentials);
        OutboundReader outbound =
                new OutboundReader(endpoints, credentials.map(file -> credentialPointers.keySet()), defects);
        SystemReader systems = new SystemReader(layers, new InboundReader(), outbound, defects);
        List<YamlDocument> partyFiles = list("parties", "party");
        List<YamlDocument> systemFiles = list("systems", "system");

        Map<YamlDocument, Party> parties = new TreeMap<>(YamlDocument.BY_FILE);
        Map<YamlDocument, HubSystem> connected = new TreeMap<>(YamlDocument.BY_FILE);
        PartyReader partyReader = new PartyReader(defects);
        for (YamlDocument file : partyFiles) {
            partyReader.read(file).ifPresent(party -> parties.put(file, party));
            if (file.root().path("system").isObject()) {
                systems.readOwn(file).ifPresent(system -> connected.put(file, system));
            }
        }
        systemFiles.forEach(file -> systems.readShared(file).ifPresent(system -> connected.put(file, system)));

        ServiceProfileReader profiles = new ServiceProfileReader(
                id -> references.hasParty(id) || references.hasBody(id), references::hasDecision, defects);
        GovernanceRegisterReader register = new GovernanceRegisterReader(candidate, defects);
        GovernanceReader governance = new GovernanceReader(references, profiles, register, defects);
        List<Service> services = list("services", "service").stream()
                .map(governance::readService)
                .toList();
        List<GoverningDocument> documents = list("governance", "governance").stream()
                .flatMap(file -> governance.readDocument(file).stream())
                .toList();

        Registers registers = new Registers(
                register.read(
                        list("governance/bodies", "body"),
                        list("governance/decisions", "decision"),
                        layerFiles,
                        layersOf(partyFiles, systemFiles),
                        list("governance/changes", "change")),
                new EconomyReader(candidate, files, defects)
                        .read(serviceIds(), profiles.costObjects(), countyMunicipalities(partyFiles)));

        AlertPlan alerts = alerts();

        new UniquenessCheck(defects).check(parties, connected);
        new MemoryCheck(documents, defects).check(connected);
        new ReferenceCheck(references, defects).check(codes(partyFiles), parties, connected);
        if (defects.isEmpty()) {
            // Only when every file could be read: what a broken file refers to is not unused.
            layers.refuseUnused();
            endpoints.refuseUnused(defects);
            credentialPointers.keySet().removeAll(outbound.usedCredentials());
            credentialPointers.forEach((name, pointer) -> defects.add(
                    credentials.orElseThrow().defect(pointer, "no system uses the credential " + name, "remove it")));
            UnusedCheck.refuse(parties.values(), connected, services, documents, registers.governance(), defects);
        }
        return new Directory(parties.values(), connected.values(), services, documents, alerts, registers);
    }

    private Set<String> serviceIds() {
        Set<String> ids = new HashSet<>();
        candidate
                .list(ROOT + "services", ".yaml")
                .forEach(file -> ids.add(file.substring(file.lastIndexOf('/') + 1, file.length() - ".yaml".length())));
        return ids;
    }

    /** Codes of the municipalities that share costs; empty when a party file could not be read: its code is not unknown, only unread. */
    private Set<String> countyMunicipalities(List<YamlDocument> partyFiles) {
        Set<String> codes = new TreeSet<>();
        partyFiles.stream()
                .filter(file -> file.root().path("kind").asText().equals(PartyKind.MUNICIPALITY.code()))
                .forEach(file -> codes.add(file.root().path("municipalityCode").asText()));
        return partyFiles.size() == candidate.list(ROOT + "parties", ".yaml").size() ? codes : Set.of();
    }

    private static Map<String, List<String>> layersOf(List<YamlDocument> partyFiles, List<YamlDocument> systemFiles) {
        Map<String, List<String>> layers = new TreeMap<>();
        partyFiles.stream()
                .filter(file -> file.root().path("system").isObject())
                .forEach(file -> layers.put(file.stem(), texts(file.root().at("/system/extends"))));
        systemFiles.forEach(file -> layers.put(file.stem(), texts(file.root().path("extends"))));
        return layers;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** A hub without the file warns of nothing. */
    private AlertPlan alerts() {
        String file = ROOT + "alerts.yaml";
        return candidate.contains(file)
                ? files.find(file, ROOT + "alerts.schema.json")
                        .map(document -> new AlertPlanReader(document, references, defects).read())
                        .orElse(AlertPlan.NONE)
                : AlertPlan.NONE;
    }

    private List<YamlDocument> list(String folder, String schema) {
        List<YamlDocument> documents = new ArrayList<>();
        for (YamlDocument document : files.list(ROOT + folder, ROOT + schema + ".schema.json")) {
            String id = document.root().get("id").asText();
            if (!id.equals(document.stem())) {
                defects.add(document.defect(
                        "/id",
                        "is " + id + ", but the file is named " + document.stem(),
                        "allowed: " + document.stem()));
            }
            documents.add(document);
        }
        return documents;
    }

    /** Empty when a party file could not be read: its code is not unknown, only unread. */
    private Optional<Set<String>> codes(List<YamlDocument> partyFiles) {
        Set<String> codes = new HashSet<>();
        partyFiles.forEach(
                file -> codes.add(file.root().path("municipalityCode").asText("")));
        return partyFiles.size() == candidate.list(ROOT + "parties", ".yaml").size()
                ? Optional.of(codes)
                : Optional.empty();
    }

    private static Map<String, String> credentialPointers(Optional<YamlDocument> document) {
        Map<String, String> pointers = new TreeMap<>();
        document.ifPresent(yaml -> {
            JsonNode names = yaml.root().get("credentials");
            for (int i = 0; i < names.size(); i++) {
                pointers.put(names.get(i).get("name").asText(), "/credentials/" + i);
            }
        });
        return pointers;
    }
}
