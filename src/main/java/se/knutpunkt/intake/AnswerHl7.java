package se.knutpunkt.intake;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.RouteStep;

/** The last step of the MLLP routes: the receipt as acknowledgements, framed; no body when the sender wants none. */
@RouteStep("answer-hl7")
final class AnswerHl7 implements Processor {

    private final Hl7Answers answers;

    AnswerHl7(Hl7Answers answers) {
        this.answers = answers;
    }

    @Override
    public void process(Exchange exchange) {
        ReceiveHl7.Arrival arrival = exchange.getProperty(ReceiveHl7.ARRIVAL, ReceiveHl7.Arrival.class);
        IntakeReceipt receipt = (IntakeReceipt) exchange.getMessage().getBody();
        List<byte[]> acknowledgements =
                answers.answer(arrival.header(), receipt, arrival.enhanced(), arrival.charset());
        exchange.getMessage().setBody(acknowledgements.isEmpty() ? null : MllpFraming.frame(acknowledgements));
    }
}
