package se.knutpunkt.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import se.knutpunkt.codec.Format;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.security.RefusalWriter;

/** Answers what is turned away before a route sees it, in the form of the entrance it came to. */
final class HttpRefusalWriter implements RefusalWriter {

    private final HttpAnswers answers;

    HttpRefusalWriter(HttpAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void write(HttpServletRequest request, HttpServletResponse response, int status, Refusal refusal)
            throws IOException {
        Format format = format(request);
        boolean message =
                HttpEntrance.find(request.getMethod(), request.getServletPath()).isPresent();
        HttpAnswer answer = message
                ? answers.answer(IntakeReceipt.refused(null, "", null, List.of(refusal)), format, locale(request))
                : answers.refusal(refusal, status, format, locale(request));
        write(response, status, answer);
    }

    static void write(HttpServletResponse response, int status, HttpAnswer answer) throws IOException {
        response.setStatus(status);
        response.setContentType(answer.contentType());
        response.setContentLength(answer.body().length);
        if (answer.retryAfterSeconds() > 0 && !response.containsHeader("Retry-After")) {
            response.setIntHeader("Retry-After", answer.retryAfterSeconds());
        }
        response.getOutputStream().write(answer.body());
    }

    /** Swedish, unless the sender asks for English. */
    static Locale locale(HttpServletRequest request) {
        boolean english = request.getHeader("Accept-Language") != null
                && Locale.ENGLISH.getLanguage().equals(request.getLocale().getLanguage());
        return english ? Locale.ENGLISH : ErrorTexts.SWEDISH;
    }

    /** The format of the answer to something whose own format may not be known. */
    static Format format(HttpServletRequest request) {
        if (!request.getServletPath().startsWith("/fhir")) {
            return Format.EVENT_JSON;
        }
        String said = request.getContentType() + " " + request.getHeader("Accept");
        return said.contains("xml") ? Format.FHIR_XML : Format.FHIR_JSON;
    }
}
