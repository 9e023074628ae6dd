package se.knutpunkt.address;

import java.util.List;
import java.util.stream.Stream;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;

/** Receivers found so far, and what the sender must mend. */
record Found(List<Receiver> receivers, List<Refusal> refusals) {

    static final Found NOBODY = new Found(List.of(), List.of());

    static Found of(List<Receiver> receivers) {
        return new Found(receivers, List.of());
    }

    static Found one(Receiver receiver) {
        return of(List.of(receiver));
    }

    static Found refused(ErrorCode code, String place, String detail) {
        return new Found(List.of(), List.of(new Refusal(code, place, detail)));
    }

    Found and(Found other) {
        return new Found(
                Stream.concat(receivers.stream(), other.receivers.stream()).toList(),
                Stream.concat(refusals.stream(), other.refusals.stream()).toList());
    }
}
