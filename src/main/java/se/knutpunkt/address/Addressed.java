package se.knutpunkt.address;

import java.util.List;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;

/** Who receives a message: expected outcomes are values. */
public sealed interface Addressed {

    /** The receivers, each unit once in each role it receives in, in a stable order. */
    record To(List<Receiver> receivers) implements Addressed {}

    /** The sender must mend it; never a default receiver. */
    record Refused(List<Refusal> refusals) implements Addressed {}
}
