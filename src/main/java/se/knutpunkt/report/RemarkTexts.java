package se.knutpunkt.report;

import java.util.Locale;
import java.util.ResourceBundle;

/** Says remarks in Swedish or English: what is wrong, where, and how to mend it. */
public final class RemarkTexts {

    private static final String NAME = "remarks";

    private final ResourceBundle texts;

    /** @param locale English gives English, all else Swedish */
    public RemarkTexts(Locale locale) {
        boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
        this.texts = ResourceBundle.getBundle(
                NAME,
                english ? Locale.ENGLISH : Locale.forLanguageTag("sv"),
                RemarkTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** What is missing or wrong, with the place. */
    public String what(Remark remark) {
        String places = remark.places().isEmpty() ? "" : " (" + String.join(", ", remark.places()) + ")";
        return fill(remark, "what") + places + ".";
    }

    /** How to mend it. */
    public String mend(Remark remark) {
        return fill(remark, "mend") + ".";
    }

    private String fill(Remark remark, String part) {
        String text = texts.getString(remark.code() + "." + part).replace("{0}", remark.about());
        for (int i = 0; i < remark.values().size(); i++) {
            text = text.replace("{" + (i + 1) + "}", remark.values().get(i));
        }
        return text;
    }
}
