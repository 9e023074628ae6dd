package se.knutpunkt.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.OpenToAll;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.login.CurrentOperator;

/** The one place that holds rights: no handler method of the console is called by somebody who lacks the right that it names. */
final class RightsInterceptor implements HandlerInterceptor {

    /** Request attribute with the {@link Operator}. */
    static final String OPERATOR = "se.knutpunkt.operator";

    private final CurrentOperator current;

    RightsInterceptor(CurrentOperator current) {
        this.current = current;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !isOfConsole(method)) {
            return true;
        }
        Optional<Operator> operator = current.find();
        operator.ifPresent(person -> request.setAttribute(OPERATOR, person));
        if (method.hasMethodAnnotation(OpenToAll.class)) {
            return true;
        }
        Requires requires = method.getMethodAnnotation(Requires.class);
        if (requires == null) {
            throw new HubException(ErrorCode.RIGHT_MISSING, method.getMethod().getName(), "no right is named");
        }
        if (operator.isEmpty()) {
            throw new HubException(ErrorCode.NOT_AUTHENTICATED, "", "");
        }
        boolean may = operator.get().seesOwnPartiesOnly() && !requires.party().isEmpty()
                ? operator.get().has(requires.value(), party(request, requires.party()))
                : operator.get().has(requires.value());
        if (!may) {
            throw new HubException(ErrorCode.RIGHT_MISSING, "", requires.value().code());
        }
        return true;
    }

    static boolean isOfConsole(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith(RightsInterceptor.class.getPackageName());
    }

    private static String party(HttpServletRequest request, String name) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables instanceof Map<?, ?> map && map.get(name) instanceof String value) {
            return value;
        }
        return String.valueOf(request.getParameter(name));
    }
}
