package se.knutpunkt.security;

import java.util.Set;

/** What may be asked for without a caller. Everything that is not named here needs one. */
public enum Openness {
    /** Definitions, documentation and health: for everyone. */
    OPEN,
    /** Figures of the running hub: for the same machine. */
    LOOPBACK_ONLY,
    /** For persons, who log in elsewhere. */
    CONSOLE,
    PROTECTED;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /**
     * @param method HTTP method
     * @param path decoded path without parameters
     */
    public static Openness of(String method, String path) {
        if (ConsolePaths.contains(path)) {
            return CONSOLE;
        }
        if (under(path, "/actuator/health")) {
            return OPEN;
        }
        if (under(path, "/actuator")) {
            return LOOPBACK_ONLY;
        }
        if (path.equals("/fhir/$validate")) {
            return OPEN;
        }
        boolean documents = under(path, "/fhir") || under(path, "/openapi") || path.equals("/error");
        return documents && READING.contains(method) && !path.contains("$") ? OPEN : PROTECTED;
    }

    private static boolean under(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/") || path.startsWith(root + ".");
    }
}
