package se.knutpunkt.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Ends the session of a person who has gone, though a page that fetches itself anew keeps asking: what carries {@value #POLL} is the
 * page's doing, not the person's.
 */
final class IdleSessions implements HandlerInterceptor {

    /** Parameter of every request that a page makes by itself. */
    static final String POLL = "poll";

    private static final String LAST_ACT = "se.knutpunkt.last-act";

    private final Clock clock;

    IdleSessions(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return true;
        }
        long now = clock.millis();
        if (request.getParameter(POLL) == null) {
            session.setAttribute(LAST_ACT, now);
            return true;
        }
        boolean idle = session.getAttribute(LAST_ACT) instanceof Long last
                && now - last > 1_000L * session.getMaxInactiveInterval();
        if (idle) {
            session.invalidate();
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", "/login");
            return false;
        }
        return true;
    }
}
