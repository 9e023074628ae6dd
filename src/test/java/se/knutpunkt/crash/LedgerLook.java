package se.knutpunkt.crash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import se.knutpunkt.ledger.DatabaseAddress;
import se.knutpunkt.ledger.EmbeddedPostgres;
import se.knutpunkt.ledger.LedgerFixture;

/** Looks into a hub's ledger from outside, for the one thing that no sender and no receiver can see: what is said to be under way. */
final class LedgerLook {

    private static final String STUCK = "SELECT count(*) FROM delivery d WHERE d.state = 'SENDING' AND NOT EXISTS ("
            + "SELECT 1 FROM node n WHERE n.id = d.claim_node AND n.ended_at IS NULL"
            + " AND n.beat_at > clock_timestamp() - interval '" + LedgerFixture.deadAfterSeconds() + " seconds')";
    private static final String UNDER_WAY = "SELECT count(*) FROM delivery WHERE state IN ('SENDING', 'READY')";
    private static final String HELD = "SELECT count(*) FROM delivery WHERE state = 'HELD'";

    private static final String LIVING = "SELECT id FROM node WHERE ended_at IS NULL AND beat_at > clock_timestamp()"
            + " - interval '" + LedgerFixture.deadAfterSeconds() + " seconds'";

    private final Supplier<DatabaseAddress> address;

    private LedgerLook(Supplier<DatabaseAddress> address) {
        this.address = address;
    }

    /** The embedded database under a data directory; its port may change at a restart. */
    static LedgerLook embedded(Path data) {
        return new LedgerLook(() -> EmbeddedPostgres.find(data));
    }

    static LedgerLook external(DatabaseAddress address) {
        return new LedgerLook(() -> address);
    }

    /** Names of the nodes whose heart beats. */
    Set<String> listLivingNodes() {
        return Set.copyOf(list(LIVING));
    }

    /** Deliveries that this node has in hand. */
    Set<String> listClaimed(String node) {
        return Set.copyOf(
                list("SELECT id::text FROM delivery WHERE state = 'SENDING' AND claim_node = '" + node + "'"));
    }

    /** True when the tables are those of this version, or of a later one. */
    boolean hasMigration(String version) {
        return count("SELECT count(*) FROM flyway_schema_history WHERE success AND version = '" + version + "'") == 1;
    }

    /** Deliveries that say SENDING while no living node has them. */
    long countStuck() {
        return count(STUCK);
    }

    /** Deliveries that wait or are being sent. */
    long countUnderWay() {
        return count(UNDER_WAY);
    }

    /** Deliveries that wait for a person. */
    long countHeld() {
        return count(HELD);
    }

    /** Deliveries that a replay has repeated another number of times than this, of those to receivers that are pushed. */
    long countNotRepeated(int times) {
        return count(
                "SELECT count(*) FROM (SELECT count(*) AS n FROM delivery WHERE relation = 'REPEAT' GROUP BY origin_id) r"
                        + " WHERE r.n <> " + times);
    }

    /** Makes so many more delivered deliveries of what is delivered by push, ten to a lane, as if accepted three hours ago. */
    void multiplyDelivered(int deliveries) {
        String insert =
                "WITH chosen AS MATERIALIZED (SELECT d.*, row_number() OVER (PARTITION BY d.receiver_system) - 1 AS n"
                        + " FROM (SELECT d.hub_id, d.receiver_system, d.receiver_party, d.receiver_unit, d.receiver_role, d.sections"
                        + " FROM delivery d JOIN control c ON c.system_id = d.receiver_system AND c.push CROSS JOIN generate_series(1, 200)"
                        + " WHERE d.kind = 'MESSAGE' AND d.state = 'DELIVERED' AND d.relation IS NULL ORDER BY random() LIMIT "
                        + deliveries
                        + ") d), laid AS MATERIALIZED (SELECT c.*, md5(c.receiver_system || ' ' || c.n / 10)::uuid AS key,"
                        + " (c.n % 10)::integer + 1 AS place FROM chosen c), lanes AS (INSERT INTO lane (order_key, receiver_system,"
                        + " head_position, last_position) SELECT key, receiver_system, max(place) + 1, max(place) FROM laid GROUP BY 1, 2)"
                        + " INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, delivered_at, position, attempts, head,"
                        + " kind, state, receiver_system, receiver_party, receiver_unit, receiver_role, sections)"
                        + " SELECT uuid_beside(uuid_at(now()), gen_random_uuid()), hub_id, key, now() - interval '3 hours', now(), now(),"
                        + " place, 1, false, 'MESSAGE', 'DELIVERED', receiver_system, receiver_party, receiver_unit, receiver_role, sections"
                        + " FROM laid";
        DatabaseAddress now = address.get();
        try (Connection connection = DriverManager.getConnection(now.url(), now.user(), now.password());
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(insert) != deliveries) {
                throw new IllegalStateException("too little was delivered to multiply");
            }
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private long count(String sql) {
        return Long.parseLong(list(sql).get(0));
    }

    private List<String> list(String sql) {
        DatabaseAddress now = address.get();
        try (Connection connection = DriverManager.getConnection(now.url(), now.user(), now.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }
}
