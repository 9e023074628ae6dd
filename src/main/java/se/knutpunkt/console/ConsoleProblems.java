package se.knutpunkt.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Retry;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.login.ProblemWriter;

/** Answers whatever goes wrong in the console: a page or a problem+json that says what is wrong and what to do. */
final class ConsoleProblems implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleProblems.class);

    private final ProblemWriter refusals;
    private final LocaleResolver locales;
    private final PageFrame frame;
    private final ErrorTexts texts = new ErrorTexts();

    ConsoleProblems(ProblemWriter refusals, LocaleResolver locales, PageFrame frame) {
        this.refusals = refusals;
        this.locales = locales;
        this.frame = frame;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (!ConsolePaths.contains(request)) {
            return null;
        }
        Refusal refusal = refusal(failure);
        int status = status(refusal.code(), failure);
        if (status >= 500) {
            LOG.error("{} {}", refusal.code().number(), FailureTrace.of(failure));
        }
        if (ConsolePaths.isApi(request)) {
            return answer(request, response, status, refusal);
        }
        if (refusal.code() == ErrorCode.NOT_AUTHENTICATED) {
            return new ModelAndView("redirect:/login");
        }
        return page(request, response, status, refusal);
    }

    private ModelAndView answer(HttpServletRequest request, HttpServletResponse response, int status, Refusal refusal) {
        try {
            refusals.write(request, response, status, refusal);
            return new ModelAndView();
        } catch (IOException gone) {
            return new ModelAndView();
        }
    }

    private ModelAndView page(HttpServletRequest request, HttpServletResponse response, int status, Refusal refusal) {
        response.setStatus(status);
        return page(request, status, refusal);
    }

    /** The page of an error that nobody knows more about. */
    ModelAndView page(HttpServletRequest request, HttpStatus status, ErrorCode code) {
        return page(request, status.value(), Refusal.of(code, ""));
    }

    private ModelAndView page(HttpServletRequest request, int status, Refusal refusal) {
        Locale locale = locales.resolveLocale(request);
        return new ModelAndView(
                "console/error",
                Map.of(
                        "status", status,
                        "number", refusal.code().number(),
                        "problem", texts.sender(refusal.code(), locale),
                        "mend", texts.mend(refusal.code(), locale),
                        "detail", refusal.detail(),
                        "frame", frame.of(request)));
    }

    private static Refusal refusal(Exception failure) {
        if (failure instanceof HubException known) {
            return known.refusal();
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return Refusal.of(ErrorCode.INVALID_PARAMETER, missing.getParameterName());
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return Refusal.of(ErrorCode.INVALID_PARAMETER, mismatch.getName());
        }
        if (failure instanceof ErrorResponse error) {
            return Refusal.of(known(error.getStatusCode().value()), "");
        }
        return Refusal.of(
                failure.getCause() instanceof JsonProcessingException ? ErrorCode.UNREADABLE : ErrorCode.INTERNAL, "");
    }

    private static ErrorCode known(int status) {
        return switch (status) {
            case 404, 405 -> ErrorCode.NOT_FOUND;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? ErrorCode.INVALID_PARAMETER : ErrorCode.INTERNAL;
        };
    }

    private static int status(ErrorCode code, Exception failure) {
        if (failure instanceof ErrorResponse error) {
            return error.getStatusCode().value();
        }
        return switch (code) {
            case NOT_AUTHENTICATED -> 401;
            case RIGHT_MISSING, FORM_EXPIRED, NOT_ALLOWED_TO_ACT -> 403;
            case NOT_FOUND -> 404;
            case STATE_CHANGED, REQUEST_UNDER_WAY, ALREADY_IN_REPLAY, SECOND_PERSON_NEEDED -> 409;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case REASON_MISSING,
                    REASON_WITH_PERSON,
                    PASSWORD_WEAK,
                    REQUEST_KEY_REUSED,
                    SELECTION_EMPTY,
                    SELECTION_TOO_LARGE,
                    EDIT_BEYOND_CONTENT,
                    SECRECY_HINDERS -> 422;
            case INTERNAL -> 500;
            default -> code.retry() == Retry.LATER ? 503 : 400;
        };
    }
}
