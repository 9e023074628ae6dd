package se.knutpunkt.intake;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.RouteStep;

/** The last step of the HTTP routes: the receipt in the format the message came in. */
@RouteStep("answer-http")
final class AnswerHttp implements Processor {

    private final HttpAnswers answers;

    AnswerHttp(HttpAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Submission submission = exchange.getProperty(ReceiveHttp.SUBMISSION, Submission.class);
        Locale locale = exchange.getProperty(ReceiveHttp.LOCALE, Locale.class);
        HttpAnswer answer = answers.answer((IntakeReceipt) message.getBody(), submission.format(), locale);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, answer.contentType());
        if (answer.retryAfterSeconds() > 0) {
            message.setHeader("Retry-After", answer.retryAfterSeconds());
        }
        message.setBody(answer.body());
    }
}
