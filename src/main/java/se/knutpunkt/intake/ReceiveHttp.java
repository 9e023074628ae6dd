package se.knutpunkt.intake;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.RouteStep;

/** The first step of the HTTP routes: the body becomes what the door has read, and no header of the request goes further. */
@RouteStep("receive-http")
final class ReceiveHttp implements Processor {

    /** Exchange property with the {@link Submission}, for the answer. */
    static final String SUBMISSION = "submission";

    /** Exchange property with the language of the answer. */
    static final String LOCALE = "locale";

    @Override
    public void process(Exchange exchange) {
        HttpServletRequest request = exchange.getIn() instanceof PlatformHttpMessage http ? http.getRequest() : null;
        Object submission = request == null ? null : request.getAttribute(HttpDoor.SUBMISSION);
        exchange.setProperty(SUBMISSION, submission);
        exchange.setProperty(LOCALE, request == null ? ErrorTexts.SWEDISH : HttpRefusalWriter.locale(request));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(submission);
    }
}
