package se.knutpunkt.reconcile;

import java.util.Locale;
import java.util.ResourceBundle;

/** What findings and problems are called and how they are mended, in Swedish and English. */
final class ReconciliationTexts {

    private final ResourceBundle swedish = load(Locale.forLanguageTag("sv"));
    private final ResourceBundle english = load(Locale.ENGLISH);

    String finding(String kind, String part, Locale locale) {
        return bundle(locale).getString("finding." + kind + "." + part);
    }

    String problem(ListProblem problem, String part, Locale locale) {
        return bundle(locale)
                .getString("problem." + problem.kind().code() + "." + part)
                .replace("{0}", problem.place());
    }

    private ResourceBundle bundle(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? english : swedish;
    }

    private static ResourceBundle load(Locale locale) {
        return ResourceBundle.getBundle(
                "reconciliation",
                locale,
                ReconciliationTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
