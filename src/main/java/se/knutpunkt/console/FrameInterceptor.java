package se.knutpunkt.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Puts the frame around what a page's handler method made. */
final class FrameInterceptor implements HandlerInterceptor {

    private static final String FRAME = "frame";

    private final PageFrame frame;

    FrameInterceptor(PageFrame frame) {
        this.frame = frame;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, ModelAndView page) {
        if (page != null
                && page.getViewName() != null
                && !page.getViewName().startsWith("redirect:")
                && handler instanceof HandlerMethod method
                && RightsInterceptor.isOfConsole(method)) {
            page.addObject(FRAME, frame.of(request));
        }
    }
}
