package se.knutpunkt.console;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Times, dates, numbers and durations as pages show them: Swedish time whatever the language, {@code ${@show.time(...)}}. */
public final class Shown {

    /** Where the clocks of the pages are. */
    public static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final String NOTHING = "–";

    /** To the second; a dash for null. */
    public String time(Instant instant) {
        return format(TIME, instant);
    }

    /** To the minute; a dash for null. */
    public String minute(Instant instant) {
        return format(MINUTE, instant);
    }

    public String date(Instant instant) {
        return format(DATE, instant);
    }

    /** For {@code <time datetime>}. */
    public String machine(Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    /** For the value of {@code <input type="datetime-local">}; empty for null. */
    public String field(Instant instant) {
        return instant == null ? "" : FIELD.format(instant.atZone(SWEDEN));
    }

    public String number(Number number) {
        return number == null
                ? NOTHING
                : NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /** In its two largest units, such as {@code 3 d 4 h}; under a second as such. */
    public String duration(Duration duration) {
        if (duration == null) {
            return NOTHING;
        }
        long seconds = Math.abs(duration.toSeconds());
        if (seconds < 1) {
            return "< 1 s";
        }
        long[] sizes = {86_400, 3_600, 60, 1};
        String[] names = {"d", "h", "min", "s"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sizes.length; i++) {
            if (seconds >= sizes[i]) {
                text.append(seconds / sizes[i]).append('\u00a0').append(names[i]);
                long rest = seconds % sizes[i];
                if (i + 1 < sizes.length && rest >= sizes[i + 1]) {
                    text.append(' ')
                            .append(rest / sizes[i + 1])
                            .append('\u00a0')
                            .append(names[i + 1]);
                }
                break;
            }
        }
        return text.toString();
    }

    /** How long it is since then, now; a dash for null. */
    public String since(Instant instant, Instant now) {
        return instant == null ? NOTHING : duration(Duration.between(instant, now));
    }

    /** What a person wrote in a {@code datetime-local} field, in Swedish time; null for nothing. */
    public static Instant fromField(String name, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(value).atZone(SWEDEN).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, name, "yyyy-MM-ddTHH:mm", wrong);
        }
    }

    private static String format(DateTimeFormatter form, Instant instant) {
        return instant == null ? NOTHING : form.format(instant.atZone(SWEDEN));
    }

    private static Locale locale() {
        return Locale.ENGLISH.equals(LocaleContextHolder.getLocale()) ? Locale.UK : Locale.forLanguageTag("sv-SE");
    }
}
