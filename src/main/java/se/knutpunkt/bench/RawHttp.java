package se.knutpunkt.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** A bare post of a message to the receivers, by the same sender that sends to the hub. */
final class RawHttp {

    /** A receiver that is none of the municipalities. */
    private static final String PATH = "/fhir/bare";

    /** A load that no load has as its number: its arrivals are nobody's. */
    private static final int NO_LOAD = 0;

    private final String receivers;
    private final MessageTemplate message;
    private final int run;

    RawHttp(String receivers, MessageTemplate message, int run) {
        this.receivers = receivers;
        this.message = message;
        this.run = run;
    }

    /** Posts a second. */
    double measure(int concurrency, int seconds, Micros micros) {
        try (HubSender sender = new HubSender(receivers, concurrency)) {
            return ClosedLoop.perSecond(concurrency, seconds, micros, turns -> {
                int place = 0;
                int lane = System.identityHashCode(turns);
                while (turns.another()) {
                    post(sender, message.write(new BenchId(run, NO_LOAD, lane + place++, 0)));
                }
            });
        }
    }

    private static void post(HubSender sender, byte[] body) throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        sender.post(PATH, "", body, (answered, answer) -> status.complete(answered));
        if (status.get(30, TimeUnit.SECONDS) != 200) {
            throw new HubException(ErrorCode.INTERNAL, "raw", "a receiver does not take a bare post");
        }
    }
}
