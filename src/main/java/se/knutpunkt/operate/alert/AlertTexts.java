package se.knutpunkt.operate.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What alerts are called and say, in Swedish and English; other languages get Swedish. Times are Swedish time. */
public final class AlertTexts {

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> TIMES = Set.of("since", "until");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Stockholm"));

    private final ResourceBundle swedish = load(Locale.forLanguageTag("sv"));
    private final ResourceBundle english = load(Locale.ENGLISH);

    /** One line: what it is about. */
    public String title(String kind, String subject, Map<String, String> figures, Locale locale) {
        return fill(kind + ".title", subject, figures, locale);
    }

    /** What is known. */
    public String text(String kind, String subject, Map<String, String> figures, Locale locale) {
        return fill(kind + ".text", subject, figures, locale);
    }

    /** A text with figures in it; the key itself when there is no such text. */
    public String fill(String key, String subject, Map<String, String> figures, Locale locale) {
        ResourceBundle texts = bundle(locale);
        if (!texts.containsKey(key)) {
            return key;
        }
        Matcher names = NAME.matcher(texts.getString(key));
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            String name = names.group(1);
            String value = name.equals("subject") ? subject : figures.getOrDefault(name, "");
            names.appendReplacement(
                    filled, Matcher.quoteReplacement(TIMES.contains(name) ? time(value, texts) : value));
        }
        return names.appendTail(filled).toString();
    }

    private static String time(String value, ResourceBundle texts) {
        return value.isEmpty() ? texts.getString("never") : TIME.format(Instant.parse(value));
    }

    private ResourceBundle bundle(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? english : swedish;
    }

    private static ResourceBundle load(Locale locale) {
        return ResourceBundle.getBundle(
                "alerts",
                locale,
                AlertTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
