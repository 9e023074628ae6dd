package se.knutpunkt.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.message.TimeOrderedIds;

/** A fresh ledger with the repositories that the quarterly report reads and freezes. */
public final class ReportedLedger implements AutoCloseable {

    private final LedgerFixture fixture = LedgerFixture.create();
    private final Database database = new Database(fixture.dataSource());

    public JdbcClient sql() {
        return fixture.sql();
    }

    public LedgerCopy copy() {
        return new LedgerCopy(fixture.dataSource());
    }

    public StatusLedger status() {
        return new StatusLedger(database);
    }

    public IncidentLedger incidents() {
        return new IncidentLedger(database, new TimeOrderedIds());
    }

    public FigureSetLedger figureSets() {
        return new FigureSetLedger(database, new OperatorActionLedger(database));
    }

    public OperatorActionLedger actions() {
        return new OperatorActionLedger(database);
    }

    public ConfigurationLedger configurations() {
        return fixture.ledgers().configurations();
    }

    @Override
    public void close() {
        fixture.close();
    }
}
