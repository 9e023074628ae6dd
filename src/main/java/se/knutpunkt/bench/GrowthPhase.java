package se.knutpunkt.bench;

import se.knutpunkt.bench.Figure.Aim;

/** The same load with few and with many messages in the ledger: what a message costs must not grow with those before it. */
final class GrowthPhase {

    /** Flat, within what two runs of the same differ by. */
    private static final double AIM_TIMES = 1.1;

    private final Rig rig;

    GrowthPhase(Rig rig) {
        this.rig = rig;
    }

    /** With few messages; to be run before the phases that make many. */
    void before() {
        measure("small", rig.options().firstRows());
    }

    void after() {
        measure("large", rig.options().rows());
        BenchResult result = rig.result();
        times("growth.acceptTimes", "accept receipt p50, many over few", ".accept.p50Ms");
        times("growth.deliveredTimes", "delivered p50, many over few", ".delivered.p50Ms");
        times("growth.databaseTimes", "processor time of the database per message, many over few", ".databaseMs");
        result.add(
                "growth.bytesPerRow",
                "disk per message copied into the ledger",
                (result.value("growth.large.bytes") - result.value("growth.small.bytes"))
                        / Math.max(1, result.value("growth.large.rows") - result.value("growth.small.rows")),
                "bytes");
    }

    private void measure(String key, int rows) {
        rig.tell("growth: " + rows + " messages in the ledger");
        long there = new LedgerFill(rig.ledger(), rig.run()).fill(rows);
        long bytes = rig.ledger().countBytes();
        long database = ProcessFigures.databasePid(rig.data().resolve("postgres"));
        double before = ProcessFigures.processorSecondsOfAll(database);
        Load load =
                rig.run(MessageSize.SMALL, rig.options().rate(), rig.options().seconds());
        double spent = ProcessFigures.processorSecondsOfAll(database) - before;
        BenchResult result = rig.result();
        String what = "with " + there + " messages in the ledger: ";
        result.add("growth." + key + ".rows", "messages in the ledger", there, "messages");
        result.add("growth." + key + ".bytes", what + "bytes of it", bytes, "bytes");
        rig.latency("growth." + key + ".accept", what + "accept receipt", load.accept(), Aim.NONE, Aim.NONE);
        rig.latency("growth." + key + ".delivered", what + "delivered", load.delivered(""), Aim.NONE, Aim.NONE);
        result.add(
                "growth." + key + ".databaseMs",
                what + "processor time of the database per message",
                spent * 1e3 / Math.max(1, load.accepted()),
                "ms");
    }

    private void times(String key, String what, String figure) {
        double few = rig.result().value("growth.small" + figure);
        double many = rig.result().value("growth.large" + figure);
        rig.result().add(key, what, few == 0 ? Double.NaN : many / few, "times", Aim.atMost(AIM_TIMES));
    }
}
