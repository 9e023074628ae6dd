package se.knutpunkt.message;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The texts of the error catalogue in Swedish and English; other languages get Swedish. A text that is missing is answered with
 * the speaking name of the error, never with an exception.
 */
public final class ErrorTexts {

    public static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private static final String NAME = "errors";

    private final ResourceBundle swedish = load(SWEDISH);
    private final ResourceBundle english = load(Locale.ENGLISH);

    /** What is wrong, for the one who sent it. */
    public String sender(ErrorCode code, Locale locale) {
        return text(code, "sender", locale, code.name());
    }

    /** How to mend it, for the one who sent it; empty when there is no text. */
    public String mend(ErrorCode code, Locale locale) {
        return text(code, "mend", locale, "");
    }

    /** What is wrong and where to look, for an operator. */
    public String operator(ErrorCode code, Locale locale) {
        return text(code, "operator", locale, code.name());
    }

    private String text(ErrorCode code, String audience, Locale locale, String otherwise) {
        ResourceBundle texts = Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? english : swedish;
        String key = code.number() + "." + audience;
        return texts != null && texts.containsKey(key) ? texts.getString(key) : otherwise;
    }

    private static ResourceBundle load(Locale locale) {
        try {
            // without fallback: the language of the machine must not answer for the one asked for
            return ResourceBundle.getBundle(
                    NAME,
                    locale,
                    ErrorTexts.class.getClassLoader(),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        } catch (MissingResourceException none) {
            return null;
        }
    }
}
