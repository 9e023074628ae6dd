package se.knutpunkt.bench;

import se.knutpunkt.bench.Figure.Aim;

/**
 * The highest rate at which everything accepted is also delivered: the rate goes up step by step until more than a second's messages
 * lie in the hub at the end of a step; then the middle between the last two is tried.
 */
final class SustainedPhase {

    private static final double STEP = 1.25;
    private static final double AIM = 1_000;
    private static final int LEAST_BACKLOG = 20;

    private final Rig rig;

    SustainedPhase(Rig rig) {
        this.rig = rig;
    }

    void run() {
        int most = rig.options().lastRate();
        int rate = rig.options().firstRate();
        int held = 0;
        while (rate <= most && holds(rate)) {
            held = rate;
            rate = (int) Math.ceil(rate * STEP);
        }
        int middle = (held + rate) / 2;
        if (held > 0 && rate <= most && holds(middle)) {
            held = middle;
        }
        rig.result()
                .add(
                        "sustained.perSecond",
                        "durable accept and delivery, sustained",
                        held,
                        "messages/s",
                        Aim.atLeast(AIM));
    }

    private boolean holds(int rate) {
        Load load = rig.loads().create(rig.episodes(MessageSize.SMALL));
        rig.loads().offer(load, rate, rig.options().seconds());
        rig.loads().look();
        int backlog = load.offered() - load.refused() - load.givenUp() - load.arrived();
        boolean holds = backlog <= Math.max(LEAST_BACKLOG, rate);
        rig.tell("sustained: " + rate + " a second, " + backlog + " behind at the end"
                + (holds ? "" : ": more than a second's"));
        rig.loads().settle(load, Rig.PATIENCE_SECONDS);
        return holds;
    }
}
