package se.knutpunkt.security.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Refusal;

/** Answers a request of the operators' API that could not be served ({@code application/problem+json}, RFC 9457). */
public final class ProblemWriter {

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ErrorTexts texts = new ErrorTexts();

    /** Swedish, unless the caller asks for English. */
    public void write(HttpServletRequest request, HttpServletResponse response, int status, Refusal refusal)
            throws IOException {
        ErrorCode code = refusal.code();
        Locale locale = locale(request);
        ObjectNode problem = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", texts.sender(code, locale))
                .put("status", status)
                .put("number", code.number())
                .put("name", code.name())
                .put("place", refusal.place())
                .put("detail", refusal.detail())
                .put("mend", texts.mend(code, locale));
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }

    private static Locale locale(HttpServletRequest request) {
        boolean english = request.getHeader("Accept-Language") != null
                && Locale.ENGLISH.getLanguage().equals(request.getLocale().getLanguage());
        return english ? Locale.ENGLISH : ErrorTexts.SWEDISH;
    }
}
