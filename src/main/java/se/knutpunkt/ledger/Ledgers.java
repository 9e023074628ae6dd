package se.knutpunkt.ledger;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.message.Ids;

/**
 * All ledgers of one node on one database, wired together.
 *
 * @param intake the intake transaction
 * @param deliveries claims and outcomes
 * @param receipts receipts of all levels
 * @param messages questions about messages
 * @param nodes this node's heartbeat
 * @param controls pause, circuit and limits
 * @param configurations snapshots
 * @param partitions tables of the coming months
 * @param manifests what each system sent and got, by day
 * @param reconciliations comparisons with what the systems say
 * @param mending what persons mend with
 * @param search finding messages
 * @param contents what messages hold
 * @param savedSearches searches that people keep
 */
public record Ledgers(
        IntakeLedger intake,
        DeliveryLedger deliveries,
        ReceiptLedger receipts,
        MessageLedger messages,
        NodeLedger nodes,
        ControlLedger controls,
        ConfigurationLedger configurations,
        Partitions partitions,
        ManifestLedger manifests,
        ReconciliationLedger reconciliations,
        MendingLedgers mending,
        MessageSearch search,
        MessageContents contents,
        SavedSearches savedSearches) {
    /** A node is dead when its heartbeat is older: five beats missed, and time left to take over within 15 seconds of its death. */
    static final int DEAD_AFTER_SECONDS = 10;

    /**
     * Wires the ledgers, makes the partitions and writes the first heartbeat. The tables must be there ({@link Database#migrate}).
     *
     * @param clock for counts by day and for the node's clock offset; everything else goes by the database's clock
     * @param backlogLimit deliveries that may wait before intake is held back
     * @param afterCommit gets the hints of what is due, after the commit; may lose them
     */
    public static Ledgers on(
            Database database,
            MasterKey master,
            Clock clock,
            Ids ids,
            int backlogLimit,
            Consumer<List<Hint>> afterCommit) {
        Hints hints = new Hints(afterCommit);
        NodeLedger node = new NodeLedger(database, clock, ids.next());
        History history = new History(database, node.nodeId());
        Payloads payloads = new Payloads(database, master);
        Episodes episodes = new Episodes(database);
        ReceiptRows receiptRows = new ReceiptRows(database, ids);
        IntakeTransaction transaction = new IntakeTransaction(
                database,
                new IdempotencyKeys(database),
                new IntakeBeginning(database, ids),
                episodes,
                new MessageRows(database),
                new DeliveryRows(ids, Forgotten.read(database)),
                receiptRows,
                history);
        Lanes lanes = new Lanes(database, history, DEAD_AFTER_SECONDS);
        Claims claims = new Claims(database, payloads, node);
        Ledgers ledgers = new Ledgers(
                new IntakeLedger(
                        database,
                        payloads,
                        new Backlog(database, backlogLimit),
                        new IntakeCounts(database, clock),
                        transaction,
                        episodes,
                        hints),
                new DeliveryLedger(
                        database,
                        node,
                        ids,
                        claims,
                        new Inbox(database, lanes, receiptRows, history),
                        lanes,
                        history,
                        hints),
                new ReceiptLedger(database, receiptRows, history, hints),
                new MessageLedger(database, receiptRows),
                node,
                new ControlLedger(database),
                new ConfigurationLedger(database),
                new Partitions(database),
                new ManifestLedger(database),
                new ReconciliationLedger(database),
                mending(database, clock, ids, payloads, lanes, claims, history, hints),
                new MessageSearch(database),
                new MessageContents(database, payloads),
                new SavedSearches(database));
        ledgers.partitions().createAhead();
        node.heartbeat();
        return ledgers;
    }

    private static MendingLedgers mending(
            Database database,
            Clock clock,
            Ids ids,
            Payloads payloads,
            Lanes lanes,
            Claims claims,
            History history,
            Hints hints) {
        OperatorActionLedger actions = new OperatorActionLedger(database);
        LanePlaces places = new LanePlaces(database, lanes, ids);
        return new MendingLedgers(
                new ReplayLedger(
                        database,
                        new ReplayJobs(database),
                        new ReplayItems(database),
                        new ReplayRelease(lanes, new Repeats(database, ids, history), places, claims, history),
                        actions,
                        hints),
                new RevisionLedger(
                        database,
                        payloads,
                        new RevisionRows(database),
                        places,
                        claims,
                        history,
                        actions,
                        hints,
                        clock,
                        ids),
                new WithdrawalLedger(database, places, history, actions, hints));
    }
}
