package se.knutpunkt.ledger;

/** Makes the tables of the coming months before they are needed; called at start and daily, by any number of nodes. */
public final class Partitions {
    private static final int MONTHS_AHEAD = 3;

    private final Database database;

    Partitions(Database database) {
        this.database = database;
    }

    /** Makes what is missing from last month, for a clock that lags, to three months ahead; returns how many tables. */
    public int createAhead() {
        return database.inTransaction(
                () -> database.sql("SELECT ensure_partitions(clock_timestamp() - interval '1 month', ?)")
                        .param(MONTHS_AHEAD + 1)
                        .query(Integer.class)
                        .single());
    }
}
