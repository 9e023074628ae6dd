package se.knutpunkt.bench;

import se.knutpunkt.bench.Figure.Aim;

/** How long a message takes to its receipt and to its receiver, at a steady rate the hub is far from the end of. */
final class LatencyPhase {

    private static final int LARGE_RATE_DIVISOR = 10;

    private final Rig rig;

    LatencyPhase(Rig rig) {
        this.rig = rig;
    }

    void run() {
        for (MessageSize size : rig.options().sizes()) {
            // Two hundred kilobytes a hundred times a second would measure the processor, not the way through the hub.
            int rate = size == MessageSize.LARGE
                    ? Math.max(1, rig.options().rate() / LARGE_RATE_DIVISOR)
                    : rig.options().rate();
            rig.tell("latency: " + size.code() + " at " + rate + " a second");
            Load load = rig.run(size, rate, rig.options().seconds());
            boolean aimed = size == MessageSize.SMALL;
            String key = "latency." + size.code();
            String what = size.code() + " at " + rate + "/s";
            rig.latency(
                    key + ".accept",
                    what + ": accept receipt",
                    load.accept(),
                    aimed ? Aim.atMost(5) : Aim.NONE,
                    aimed ? Aim.atMost(25) : Aim.NONE);
            rig.latency(
                    key + ".delivered",
                    what + ": delivered",
                    load.delivered(""),
                    aimed ? Aim.atMost(10) : Aim.NONE,
                    aimed ? Aim.atMost(50) : Aim.NONE);
            rig.result().add(key + ".bytes", size.code() + ": size of a message sent, mean", meanBytes(size), "bytes");
        }
    }

    private double meanBytes(MessageSize size) {
        return rig.episodes(size).stream()
                .flatMap(java.util.Collection::stream)
                .mapToInt(message -> message.text().length())
                .average()
                .orElse(0);
    }
}
