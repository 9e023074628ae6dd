package se.knutpunkt.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh ledger with the repository of reports. */
public final class DeskLedger implements AutoCloseable {

    private final LedgerFixture fixture = LedgerFixture.create();
    private final Database database = new Database(fixture.dataSource());

    public ReportLedger reports() {
        return new ReportLedger(database, new OperatorActionLedger(database));
    }

    public OperatorActionLedger actions() {
        return new OperatorActionLedger(database);
    }

    public JdbcClient sql() {
        return fixture.sql();
    }

    @Override
    public void close() {
        fixture.close();
    }
}
