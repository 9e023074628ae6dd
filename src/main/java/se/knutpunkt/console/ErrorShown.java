package se.knutpunkt.console;

import org.springframework.context.i18n.LocaleContextHolder;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;

/** What an error's number means, for an operator, {@code ${@errorShown.of(...)}}. */
public final class ErrorShown {

    private final ErrorTexts texts = new ErrorTexts();

    /** The operator's text; empty for a number that nobody knows. */
    public String of(String number) {
        return ErrorCode.findByNumber(number)
                .map(code -> texts.operator(code, LocaleContextHolder.getLocale()))
                .orElse("");
    }
}
