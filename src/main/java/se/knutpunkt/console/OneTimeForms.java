package se.knutpunkt.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.RequestContextUtils;
import se.knutpunkt.ledger.OperatorRequestLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.OpenToAll;
import se.knutpunkt.security.Operator;

/**
 * Each form of a page is done once, however often it is pressed: it carries a value of its own, and who sends it again is shown where the
 * first one led. A form without the value does nothing.
 */
final class OneTimeForms implements HandlerInterceptor {

    /** The hidden field that every form with an effect has. */
    static final String FIELD = "once";

    private static final String TAKEN = "se.knutpunkt.once";
    private static final int FIRST_FAILURE = 400;

    private final OperatorRequestLedger requests;

    OneTimeForms(OperatorRequestLedger requests) {
        this.requests = requests;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!isForm(request, handler)) {
            return true;
        }
        String once = request.getParameter(FIELD);
        if (once == null || !once.matches("[0-9a-f-]{36}")) {
            throw new HubException(ErrorCode.FORM_EXPIRED, FIELD, "");
        }
        Optional<OperatorRequestLedger.Earlier> earlier =
                requests.take(name(request), once, "form " + request.getRequestURI());
        if (earlier.isEmpty()) {
            request.setAttribute(TAKEN, once);
            return true;
        }
        if (earlier.get().location() == null) {
            throw new HubException(ErrorCode.REQUEST_UNDER_WAY, "", "");
        }
        keepNotice(request, response, earlier.get().location());
        response.sendRedirect(earlier.get().location());
        return false;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (!(request.getAttribute(TAKEN) instanceof String once)) {
            return;
        }
        String location = response.getHeader("Location");
        if (failure == null && response.getStatus() < FIRST_FAILURE && location != null) {
            requests.finish(name(request), once, response.getStatus(), location, null, null);
        } else {
            requests.giveUp(name(request), once);
        }
    }

    /** What the first said on the next page must not be lost because the second came in between. */
    private static void keepNotice(HttpServletRequest request, HttpServletResponse response, String location) {
        Map<String, ?> notice = RequestContextUtils.getInputFlashMap(request);
        if (notice != null) {
            RequestContextUtils.getOutputFlashMap(request).putAll(notice);
            RequestContextUtils.saveOutputFlashMap(location, request, response);
        }
    }

    private static boolean isForm(HttpServletRequest request, Object handler) {
        return request.getMethod().equals("POST")
                && !ConsolePaths.isApi(request)
                && handler instanceof HandlerMethod method
                && RightsInterceptor.isOfConsole(method)
                && !method.hasMethodAnnotation(OpenToAll.class);
    }

    private static String name(HttpServletRequest request) {
        return ((Operator) request.getAttribute(RightsInterceptor.OPERATOR)).name();
    }
}
