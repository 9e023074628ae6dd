package se.knutpunkt.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import se.knutpunkt.message.Ids;
import se.knutpunkt.simulate.SimulatedParties;

/** What runs in the process of the receivers: all of them in one small server that notes each arrival. */
public final class ReceiverProcess {

    /** What stands before the base address in the line it prints. */
    static final String AT = "receivers at ";

    private final Ids ids;
    private final Clock clock;

    public ReceiverProcess(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Runs until its input ends, as it does when the process that started it is gone.
     *
     * @param out told where they are
     */
    public void run(PrintWriter out, InputStream in) {
        try (SimulatedParties parties = new SimulatedParties(ids, clock)) {
            String baseUrl = parties.start(0);
            parties.keepArrivals();
            out.println(AT + baseUrl);
            out.flush();
            while (in.read() >= 0) {
                // nothing is said to it
            }
        } catch (IOException gone) {
            out.flush();
        }
    }
}
