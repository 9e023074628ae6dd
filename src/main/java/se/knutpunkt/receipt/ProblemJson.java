package se.knutpunkt.receipt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Refusal;

/** The answer to a call that is no message and could not be served ({@code application/problem+json}, RFC 9457). */
public final class ProblemJson {

    public static final String MEDIA_TYPE = "application/problem+json";

    private final ErrorTexts texts;

    public ProblemJson(ErrorTexts texts) {
        this.texts = texts;
    }

    public ObjectNode problem(Refusal refusal, int status, Locale locale) {
        ErrorCode code = refusal.code();
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", Outcomes.sentence(texts.sender(code, locale), refusal.detail()))
                .put("status", status)
                .put("number", code.number())
                .put("name", code.name())
                .put("place", refusal.place())
                .put("mend", texts.mend(code, locale));
    }
}
