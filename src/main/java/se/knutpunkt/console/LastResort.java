package se.knutpunkt.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.security.ConsolePaths;

/** What a browser is shown when even showing a page has failed, or the web server itself has refused; for systems an empty answer. */
final class LastResort implements ErrorViewResolver {

    private final ConsoleProblems problems;

    LastResort(ConsoleProblems problems) {
        this.problems = problems;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (path instanceof String uri && ConsolePaths.contains(uri)) {
            ErrorCode code = status.is5xxServerError()
                    ? ErrorCode.INTERNAL
                    : status == HttpStatus.NOT_FOUND ? ErrorCode.NOT_FOUND : ErrorCode.INVALID_PARAMETER;
            return problems.page(request, status, code);
        }
        return new ModelAndView((values, asked, response) -> response.setContentLength(0));
    }
}
