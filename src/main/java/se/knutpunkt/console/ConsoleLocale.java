package se.knutpunkt.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.security.ConsolePaths;

/** Swedish, unless a person has chosen English for the pages or a program asks for it. */
final class ConsoleLocale implements LocaleResolver {

    static final String COOKIE = "language";

    private static final int YEAR_SECONDS = 31_536_000;

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return isPage(request) ? chosen(request) : asked(request);
    }

    @Override
    public void setLocale(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        Cookie cookie = new Cookie(COOKIE, locale.getLanguage());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(YEAR_SECONDS);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    private static boolean isPage(HttpServletRequest request) {
        return ConsolePaths.contains(request) && !ConsolePaths.isApi(request);
    }

    private static Locale chosen(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && cookie.getValue().equals(Locale.ENGLISH.getLanguage())
                ? Locale.ENGLISH
                : ErrorTexts.SWEDISH;
    }

    private static Locale asked(HttpServletRequest request) {
        boolean english = request.getHeader("Accept-Language") != null
                && Locale.ENGLISH.getLanguage().equals(request.getLocale().getLanguage());
        return english ? Locale.ENGLISH : ErrorTexts.SWEDISH;
    }
}
