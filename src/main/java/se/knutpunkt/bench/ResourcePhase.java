package se.knutpunkt.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import se.knutpunkt.bench.Figure.Aim;

/** Processor time a message costs in each process, memory of the hub, and bytes it leaves on the disk. */
final class ResourcePhase {

    private static final double MEMORY_AIM_MB = 800;
    private static final double DISK_AIM_BYTES = 4_096;

    private final Rig rig;

    ResourcePhase(Rig rig) {
        this.rig = rig;
    }

    void run() {
        int rate = rig.options().resourceRate();
        rig.tell("resources: 2k at " + rate + " a second");
        // Written before anything is counted: it is the benchmark's work, not a message's.
        rig.episodes(MessageSize.SMALL);
        long bytes = rig.ledger().countBytes();
        Spent before = spent();
        AtomicLong peak = new AtomicLong();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        watch.scheduleAtFixedRate(
                () -> peak.accumulateAndGet(
                        ProcessFigures.residentBytes(rig.hub().pid()), Math::max),
                0,
                500,
                TimeUnit.MILLISECONDS);
        Load load = rig.run(MessageSize.SMALL, rate, rig.options().seconds());
        watch.shutdownNow();
        Spent after = spent();
        int messages = Math.max(1, load.accepted());
        BenchResult result = rig.result();
        result.add("resources.rate", "rate of the following figures", rate, "messages/s");
        rig.latency("resources.accept", "2k at " + rate + "/s: accept receipt", load.accept(), Aim.NONE, Aim.NONE);
        rig.latency("resources.delivered", "2k at " + rate + "/s: delivered", load.delivered(""), Aim.NONE, Aim.NONE);
        result.add(
                "resources.hubResidentMb",
                "resident memory of the hub, highest",
                peak.get() / 1e6,
                "MB",
                Aim.atMost(MEMORY_AIM_MB));
        result.add(
                "resources.diskBytes",
                "disk per message, all copies and indexes",
                (rig.ledger().countBytes() - bytes) / (double) messages,
                "bytes",
                Aim.atMost(DISK_AIM_BYTES));
        result.add("cpu.hubMs", "processor time per message: hub", (after.hub - before.hub) * 1e3 / messages, "ms");
        result.add(
                "cpu.databaseMs",
                "processor time per message: database",
                (after.database - before.database) * 1e3 / messages,
                "ms");
        result.add(
                "cpu.sendersMs",
                "processor time per message: senders (this process)",
                (after.senders - before.senders) * 1e3 / messages,
                "ms");
        result.add(
                "cpu.receiversMs",
                "processor time per message: receivers",
                (after.receivers - before.receivers) * 1e3 / messages,
                "ms");
    }

    /** Seconds of processor time so far. */
    private record Spent(double hub, double database, double senders, double receivers) {}

    private Spent spent() {
        return new Spent(
                ProcessFigures.processorSeconds(rig.hub().pid()),
                ProcessFigures.processorSecondsOfAll(
                        ProcessFigures.databasePid(rig.data().resolve("postgres"))),
                ProcessFigures.processorSeconds(ProcessHandle.current().pid()),
                ProcessFigures.processorSeconds(rig.receiverProcess().pid()));
    }
}
