package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.CheckedFiles;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** Reads the ConceptMaps of a candidate. */
public final class ConceptMapReader {

    static final String FOLDER = "mappings/codes/maps";
    private static final String SCHEMA = "mappings/concept-map.schema.json";

    private ConceptMapReader() {}

    /** By id, in order of file name. */
    public static Map<String, ConceptMapFile> read(Candidate candidate, List<Defect> defects) {
        Map<String, ConceptMapFile> maps = new LinkedHashMap<>();
        for (YamlDocument document : new CheckedFiles(candidate, defects).list(FOLDER, SCHEMA)) {
            ConceptMapFile map = conceptMap(document.root());
            if (!map.id().equals(document.stem())) {
                defects.add(document.defect("/id", "is not the file's name", "allowed: " + document.stem()));
            }
            for (String twice : map.listDoubles()) {
                defects.add(document.defect("/mappings", "the code " + twice + " is translated twice", "keep one"));
            }
            maps.put(map.id(), map);
        }
        return maps;
    }

    private static ConceptMapFile conceptMap(JsonNode root) {
        List<ConceptMapFile.Pair> pairs = new ArrayList<>();
        root.path("mappings")
                .forEach(pair -> pairs.add(new ConceptMapFile.Pair(
                        pair.path("from").asText(),
                        pair.path("to").asText(),
                        pair.path("why").asText())));
        return new ConceptMapFile(
                root.path("id").asText(),
                root.path("url").asText(),
                root.path("version").asText(),
                root.path("source").asText(),
                root.path("target").asText(),
                root.at("/name/sv").asText(),
                root.at("/name/en").asText(),
                pairs,
                root.path("otherwise").asText());
    }
}
