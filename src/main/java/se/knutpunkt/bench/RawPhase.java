package se.knutpunkt.bench;

/** The bare limits of the machine at the same concurrency, in the same run, and the share of them that the hub reaches. */
final class RawPhase {

    /** What the hub's own database leaves free beside the hub. */
    private static final int MOST_DATABASE_CONNECTIONS = 32;

    private final Rig rig;

    RawPhase(Rig rig) {
        this.rig = rig;
    }

    void run() {
        int seconds = rig.options().seconds();
        int concurrency = rig.options().concurrency();
        int sessions = Math.min(concurrency, MOST_DATABASE_CONNECTIONS);
        MessageTemplate message = rig.episodes(MessageSize.SMALL).get(0).get(0);
        rig.tell("raw: bare limits, " + concurrency + " at once");
        double postgres = new RawPostgres(rig.ledger()).measure(sessions, seconds, rig.micros());
        double artemis = new RawArtemis(
                        rig.data().resolveSibling("raw-broker"), message.text().length())
                .measure(sessions, seconds, rig.micros());
        double http =
                new RawHttp(rig.receivers().baseUrl(), message, rig.run()).measure(concurrency, seconds, rig.micros());
        rig.loads().look();
        BenchResult result = rig.result();
        result.add("raw.postgresPerSecond", "bare PostgreSQL commit of 4 KB, " + sessions + " at once", postgres, "/s");
        result.add(
                "raw.artemisPerSecond",
                "bare Artemis send and consume, synced, " + sessions + " at once",
                artemis,
                "/s");
        result.add("raw.httpPerSecond", "bare HTTP post to the receivers, " + concurrency + " at once", http, "/s");
        double hub = result.value("sustained.perSecond");
        if (hub > 0) {
            share("raw.ofPostgresPercent", "the hub's share of the bare commits", hub, postgres);
            share("raw.ofArtemisPercent", "the hub's share of the bare sends and consumes", hub, artemis);
            share("raw.ofHttpPercent", "the hub's share of the bare posts", hub, http);
        }
    }

    private void share(String key, String what, double hub, double bare) {
        rig.result().add(key, what, hub * 100 / bare, "%");
    }
}
