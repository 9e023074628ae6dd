package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import se.knutpunkt.directory.Directory;

/** Lets tests of other packages ask which rule answers for a source. */
public final class RuleProbe {

    private RuleProbe() {}

    public static String find(
            Translator translator, String mapping, JsonNode source, TranslateContext context, Directory directory) {
        return translator.findRule(mapping, source, context, directory).orElse("none");
    }
}
