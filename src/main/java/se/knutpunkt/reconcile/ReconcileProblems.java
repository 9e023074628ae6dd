package se.knutpunkt.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

/** Answers calls of reconciliation that could not be served: what is wrong, where, and how to mend it; a list's mistakes by line. */
@RestControllerAdvice(basePackageClasses = ReconcileProblems.class)
public class ReconcileProblems {

    private final ProblemJson problems;
    private final ReconciliationJson json;

    ReconcileProblems(ProblemJson problems, ReconciliationJson json) {
        this.problems = problems;
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<JsonNode> known(HubException failure, HttpServletRequest request) {
        return answer(failure.refusal(), locale(request));
    }

    @ExceptionHandler
    ResponseEntity<JsonNode> missing(MissingServletRequestParameterException failure, HttpServletRequest request) {
        return answer(Refusal.of(ErrorCode.INVALID_PARAMETER, failure.getParameterName()), locale(request));
    }

    ResponseEntity<JsonNode> refuse(List<ListProblem> mistakes, Locale locale) {
        boolean large = mistakes.stream().anyMatch(mistake -> mistake.kind() == ListProblem.Kind.TOO_LARGE);
        int status = large ? 413 : 422;
        Refusal refusal = Refusal.of(large ? ErrorCode.TOO_LARGE : ErrorCode.LIST_WITH_MISTAKES, "body");
        ObjectNode body = problems.problem(refusal, status, locale);
        body.set("problems", json.problems(mistakes, locale));
        return respond(status, body);
    }

    /** Swedish, unless the caller asks for English. */
    static Locale locale(HttpServletRequest request) {
        boolean english = request.getHeader("Accept-Language") != null
                && Locale.ENGLISH.getLanguage().equals(request.getLocale().getLanguage());
        return english ? Locale.ENGLISH : ErrorTexts.SWEDISH;
    }

    private ResponseEntity<JsonNode> answer(Refusal refusal, Locale locale) {
        int status = status(refusal.code());
        return respond(status, problems.problem(refusal, status, locale));
    }

    private static ResponseEntity<JsonNode> respond(int status, JsonNode body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType(ProblemJson.MEDIA_TYPE))
                .body(body);
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> 404;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case TOO_LARGE -> 413;
            default -> code.retry() == Retry.LATER ? 503 : 400;
        };
    }
}
