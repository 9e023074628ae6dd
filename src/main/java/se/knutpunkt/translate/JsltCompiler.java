package se.knutpunkt.translate;

import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** Compiles the JSLT of one candidate with the functions that mappings may call; what does not compile is a defect, and gives null. */
final class JsltCompiler {

    private final Candidate candidate;
    private final List<Defect> defects;
    private final List<MappingFunction> functions = new ArrayList<>();
    private final Set<String> usedSources = new HashSet<>();

    JsltCompiler(
            Candidate candidate, Catalogue catalogue, Map<String, ConceptMapFile> conceptMaps, List<Defect> defects) {
        this.candidate = candidate;
        this.defects = defects;
        functions.addAll(TimeFunctions.list());
        functions.addAll(CodeFunctions.list(conceptMaps));
        functions.addAll(PersonFunctions.list());
        functions.addAll(DirectoryFunctions.list());
        functions.addAll(ContentFunctions.list(catalogue));
    }

    /** The function that checks the content of a plain event, which shapes use too. */
    MappingFunction contentCheck() {
        return functions.stream()
                .filter(function -> function.name().equals("content-check"))
                .findFirst()
                .orElseThrow();
    }

    /** True when a rule or an import has named the file. */
    boolean hasUsed(String path) {
        return usedSources.contains(path);
    }

    Expression file(YamlDocument document, String at, String name) {
        String path = MappingReader.FOLDER + "/" + name;
        String text = candidate.findText(path).orElse(null);
        if (text == null) {
            defects.add(document.defect(at, "no such file", "create " + path));
            return null;
        }
        usedSources.add(path);
        try {
            return parser(name, text).compile();
        } catch (JsltException broken) {
            defects.add(new Defect(
                    MappingReader.FOLDER + "/" + (broken.getSource() == null ? name : broken.getSource()),
                    "",
                    broken.getLine(),
                    "not JSLT: " + firstLine(broken),
                    ""));
            return null;
        }
    }

    Expression compile(YamlDocument document, String at, String text) {
        try {
            return parser(document.file(), text).compile();
        } catch (JsltException broken) {
            defects.add(document.defect(at, "not JSLT: " + firstLine(broken), ""));
            return null;
        }
    }

    private Parser parser(String source, String text) {
        return new Parser(new StringReader(text))
                .withSource(source)
                .withFunctions(List.copyOf(functions))
                .withResourceResolver(this::resolve);
    }

    private Reader resolve(String name) {
        String path = MappingReader.FOLDER + "/" + name;
        usedSources.add(path);
        if (!candidate.contains(path)) {
            defects.add(Defect.of(path, "", "an import names a file that is missing", "create it"));
        }
        return new StringReader(candidate.findText(path).orElse("null"));
    }

    private static String firstLine(JsltException broken) {
        return broken.getMessageWithoutLocation().lines().findFirst().orElse("");
    }
}
