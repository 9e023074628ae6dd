package se.knutpunkt.console;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.OpenToAll;
import se.knutpunkt.security.Requires;

/** Refuses the start when a handler method of the console names no right. */
final class RightsNamed implements SmartInitializingSingleton {

    private final RequestMappingHandlerMapping handlers;

    RightsNamed(RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> nameless = handlers.getHandlerMethods().values().stream()
                .filter(RightsInterceptor::isOfConsole)
                .filter(method -> !isNamed(method))
                .map(HandlerMethod::toString)
                .toList();
        if (!nameless.isEmpty()) {
            throw new HubException(ErrorCode.INTERNAL, "console", "no right is named by " + nameless);
        }
    }

    private static boolean isNamed(HandlerMethod method) {
        return method.hasMethodAnnotation(Requires.class) != method.hasMethodAnnotation(OpenToAll.class);
    }
}
