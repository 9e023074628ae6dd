package se.knutpunkt.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.web.servlet.LocaleResolver;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Ids;
import se.knutpunkt.security.Operator;

/** What the frame around every page shows: who is there, where, in which language, and what may be gone to. */
final class PageFrame {

    private final LocaleResolver locales;
    private final Ids ids;

    PageFrame(LocaleResolver locales, Ids ids) {
        this.locales = locales;
        this.ids = ids;
    }

    /**
     * The frame of one page.
     *
     * @param operator the person; null where nobody has logged in
     * @param menu what the person may go to
     * @param path the page's own path
     * @param back the page's own address with its parameters
     * @param language {@code sv} or {@code en}
     * @param once the value that makes the page's forms be done once
     */
    public record Frame(Operator operator, List<MenuItem> menu, String path, String back, String language, UUID once) {}

    Frame of(HttpServletRequest request) {
        Operator operator = (Operator) request.getAttribute(RightsInterceptor.OPERATOR);
        Locale locale = locales.resolveLocale(request);
        String query = request.getQueryString();
        return new Frame(
                operator,
                operator == null ? List.of() : MenuItem.of(operator),
                request.getServletPath(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                locale.equals(Locale.ENGLISH) ? "en" : ErrorTexts.SWEDISH.getLanguage(),
                ids.next());
    }
}
