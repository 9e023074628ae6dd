package se.knutpunkt.process;

import java.nio.file.Path;
import se.knutpunkt.process.BrokerProcess.Kind;

/** A primary and a backup, which share a store or replicate it. */
public final class BrokerPair implements AutoCloseable {

    private final boolean replicated;
    private final BrokerProcess primary;
    private final BrokerProcess backup;

    /**
     * @param folder for the journals
     * @param replicated true where each has its own journal, false where they share one
     */
    public BrokerPair(Path folder, boolean replicated) {
        this.replicated = replicated;
        FreePorts ports = new FreePorts();
        int one = ports.next();
        int other = ports.next();
        primary = replicated
                ? new BrokerProcess(Kind.REPLICATED_PRIMARY, folder.resolve("primary"), one, other)
                : new BrokerProcess(Kind.SHARED_PRIMARY, folder.resolve("store"), one, other);
        backup = replicated
                ? new BrokerProcess(Kind.REPLICATED_BACKUP, folder.resolve("backup"), other, one)
                : new BrokerProcess(Kind.SHARED_BACKUP, folder.resolve("store"), other, one);
    }

    /** What a hub is told of them. */
    public String url() {
        return "(tcp://127.0.0.1:" + primary.port() + ",tcp://127.0.0.1:" + backup.port()
                + ")?ha=true&reconnectAttempts=5";
    }

    public void start() {
        primary.start();
        backup.launch();
    }

    /** True when the backup could take over: where it has a journal of its own, that is when it has all of the primary's. */
    public boolean isBackedUp() {
        return !backup.listens() && (!replicated || backup.hasSaid("AMQ221024"));
    }

    public BrokerProcess primary() {
        return primary;
    }

    public BrokerProcess backup() {
        return backup;
    }

    @Override
    public void close() {
        backup.close();
        primary.close();
    }
}
