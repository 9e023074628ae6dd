package se.knutpunkt.bench;

/** How long the messages take that have gathered while every receiver was away, from when they are well again. */
final class DrainPhase {

    private final Rig rig;

    DrainPhase(Rig rig) {
        this.rig = rig;
    }

    void run() {
        int backlog = rig.options().backlog();
        int rate = rig.options().resourceRate();
        rig.tell("drain: " + backlog + " messages while the receivers answer 503");
        rig.receivers().stopTaking(rig.systems());
        Load load = rig.loads().create(rig.episodes(MessageSize.SMALL));
        load.offer(new OpenLoop(rig.micros().now() + 50_000, rate, backlog));
        while (load.countUnanswered() > 0) {
            rig.micros().pause(50);
        }
        long well = rig.micros().now();
        rig.receivers().beWell(rig.systems());
        rig.loads().settle(load, 2 * Rig.PATIENCE_SECONDS);
        double seconds = Math.max(0, load.lastArrivalMicros() - well) / 1e6;
        rig.result().add("drain.backlog", "backlog while all receivers answered 503", load.accepted(), "messages");
        rig.result().add("drain.seconds", "the same delivered, after they are well", seconds, "s");
        rig.result().add("drain.perSecond", "rate of that", load.arrived() / seconds, "messages/s");
    }
}
