package se.knutpunkt.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.CheckedFiles;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** Builds the catalogue from {@code mappings/messages/} and {@code mappings/codes/} of a candidate and tells every defect. */
public final class CatalogueReader {

    private static final String FOLDER = "mappings/messages";
    private static final String SCHEMA = "mappings/message.schema.json";
    private static final List<String> HEADER = List.of("# yaml-language-server: ", "# ", "# Source: ");

    private final EffectWords words;

    /** @param words the words that the episode rules know */
    public CatalogueReader(EffectWords words) {
        this.words = words;
    }

    /** The catalogue; it may be used only when {@code defects} did not grow. */
    public Catalogue read(Candidate candidate, List<Defect> defects) {
        CheckedFiles files = new CheckedFiles(candidate, defects);
        VocabularyReader vocabulary = new VocabularyReader(files, defects);
        vocabulary.read(candidate);
        EventTypeReader reader = new EventTypeReader(defects);
        Map<YamlDocument, EventType> events = new LinkedHashMap<>();
        for (YamlDocument document : files.list(FOLDER, SCHEMA)) {
            requireHeader(document.file(), candidate.findText(document.file()).orElse(""), defects);
            events.put(document, reader.read(document));
        }
        if (events.isEmpty()) {
            defects.add(Defect.of(FOLDER, "", "there is no event", "restore the folder"));
        }
        Catalogue catalogue =
                new Catalogue(events.values(), vocabulary.elements(), vocabulary.sections(), vocabulary.codeLists());
        EventTypeCheck check = new EventTypeCheck(catalogue, words, defects);
        events.forEach((document, type) -> check.check(type, Fields.of(document)));
        return catalogue;
    }

    /** The first three lines say schema, what and for whom, and source. */
    static void requireHeader(String file, String text, List<Defect> defects) {
        List<String> lines = text.lines().limit(HEADER.size()).toList();
        for (int i = 0; i < HEADER.size(); i++) {
            if (lines.size() <= i
                    || !lines.get(i).startsWith(HEADER.get(i))
                    || lines.get(i).equals(HEADER.get(i))) {
                defects.add(
                        new Defect(file, "", i + 1, "the line is no header comment", "begin it with " + HEADER.get(i)));
            }
        }
    }
}
