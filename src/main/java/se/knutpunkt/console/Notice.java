package se.knutpunkt.console;

import java.util.List;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What a person is told on the page after an action.
 *
 * @param kind {@code done} or {@code refused}
 * @param key key of the text
 * @param values what the text holds
 */
public record Notice(String kind, String key, List<Object> values) {

    /** Says on the next page that it is done. */
    public static void done(RedirectAttributes next, String key, Object... values) {
        next.addFlashAttribute("notice", new Notice("done", key, List.of(values)));
    }

    /** Says on the next page that it was refused, and why. */
    public static void refused(RedirectAttributes next, String key, Object... values) {
        next.addFlashAttribute("notice", new Notice("refused", key, List.of(values)));
    }
}
