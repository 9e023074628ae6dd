package se.knutpunkt.ledger;

/** The living nodes: a heartbeat row per node, in database time. */
public final class NodeLedger {

    /** Name of this node, unique per start. */
    public String nodeId() {
        throw new UnsupportedOperationException();
    }

    /** Writes this node's heartbeat and its clock's offset to the database; called every few seconds. */
    public void heartbeat() {
        throw new UnsupportedOperationException();
    }

    /** Ends this node's heartbeat, so that others take over at once. */
    public void end() {
        throw new UnsupportedOperationException();
    }
}
