package se.knutpunkt.bench;

import java.util.List;
import org.HdrHistogram.Histogram;
import se.knutpunkt.bench.Figure.Aim;

/**
 * What the other receivers notice when one is gone: the same load with all of them and without one, by turns, so that what else the
 * machine does falls on both.
 */
final class IsolationPhase {

    private static final int TURNS = 2;
    private static final double AIM_PERCENT = 5;

    /** Not the largest, which alone gets a third of all, and large enough that its messages pile up. */
    private static final int WHO_IS_GONE = 3;

    private final Rig rig;

    IsolationPhase(Rig rig) {
        this.rig = rig;
    }

    void run() {
        String gone = rig.systems().get(Math.min(WHO_IS_GONE, rig.systems().size() - 1));
        int seconds = Math.max(1, rig.options().seconds() / TURNS);
        rig.tell("isolation: the others while " + gone + " is gone");
        Histogram with = new Histogram(3);
        Histogram without = new Histogram(3);
        for (int turn = 0; turn < TURNS; turn++) {
            with.add(rig.run(MessageSize.SMALL, rig.options().rate(), seconds).delivered(gone));
            rig.receivers().beGone(gone);
            Load load = rig.loads().create(rig.episodes(MessageSize.SMALL));
            rig.loads().offer(load, rig.options().rate(), seconds);
            rig.receivers().beWell(List.of(gone));
            rig.loads().settle(load, Rig.PATIENCE_SECONDS);
            without.add(load.delivered(gone));
        }
        double before = Rig.millis(with, 99);
        double after = Rig.millis(without, 99);
        rig.result().add("isolation.allMs", "delivered p99 of the others, all there", before, "ms");
        rig.result().add("isolation.oneGoneMs", "delivered p99 of the others, one of them gone", after, "ms");
        rig.result()
                .add(
                        "isolation.percent",
                        "the others' p99 with one gone: worse by",
                        (after / before - 1) * 100,
                        "%",
                        Aim.atMost(AIM_PERCENT));
    }
}
