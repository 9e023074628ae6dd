package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Retry;
import se.knutpunkt.receipt.ProblemJson;

/** Answers calls that could not be served: what is wrong, where, and how to mend it; never a stack trace. */
@RestControllerAdvice(basePackageClasses = Problems.class)
public class Problems {

    private final ProblemJson problems;

    public Problems(ProblemJson problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<JsonNode> known(HubException failure, HttpServletRequest request) {
        return answer(failure.refusal(), request);
    }

    @ExceptionHandler
    ResponseEntity<JsonNode> missing(MissingServletRequestParameterException failure, HttpServletRequest request) {
        return answer(Refusal.of(ErrorCode.INVALID_PARAMETER, failure.getParameterName()), request);
    }

    /** Swedish, unless the caller asks for English. */
    static Locale locale(HttpServletRequest request) {
        String asked = request.getHeader("Accept-Language");
        return asked != null
                        && Locale.ENGLISH
                                .getLanguage()
                                .equals(request.getLocale().getLanguage())
                ? Locale.ENGLISH
                : ErrorTexts.SWEDISH;
    }

    private ResponseEntity<JsonNode> answer(Refusal refusal, HttpServletRequest request) {
        int status = status(refusal.code());
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType(ProblemJson.MEDIA_TYPE))
                .body(problems.problem(refusal, status, locale(request)));
    }

    private static int status(ErrorCode code) {
        if (code == ErrorCode.NOT_FOUND) {
            return 404;
        }
        return code.retry() == Retry.LATER ? 503 : 400;
    }
}
