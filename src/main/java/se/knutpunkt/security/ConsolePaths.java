package se.knutpunkt.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Which requests are a person's: they go through the login of persons, and all others through that of systems. */
public final class ConsolePaths {

    /** Under it is everything that the console does, for programs. */
    public static final String API = "/api/v1/ops";

    private static final Set<String> PAGES = Set.of(
            "since",
            "messages",
            "failure-groups",
            "replays",
            "routes",
            "adapters",
            "configuration",
            "alerts",
            "incidents",
            "misaddressed",
            "reports",
            "own",
            "users",
            "audit",
            "account",
            "language",
            "login",
            "logout",
            "oauth2",
            "console",
            "webjars");

    /** What somebody needs who has not logged in yet. */
    private static final Set<String> OPEN = Set.of("login", "language", "console", "webjars");

    private ConsolePaths() {}

    public static boolean contains(HttpServletRequest request) {
        return contains(path(request));
    }

    /** @param path decoded path without parameters */
    public static boolean contains(String path) {
        return path.equals("/") || isApi(path) || PAGES.contains(first(path));
    }

    public static boolean isApi(HttpServletRequest request) {
        return isApi(path(request));
    }

    /** Whether it may be asked for without having logged in. */
    public static boolean isOpen(HttpServletRequest request) {
        return OPEN.contains(first(path(request)));
    }

    static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    private static boolean isApi(String path) {
        return path.equals(API) || path.startsWith(API + "/");
    }

    private static String first(String path) {
        int end = path.indexOf('/', 1);
        return path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
    }
}
