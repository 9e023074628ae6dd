package se.knutpunkt.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.TimeOrderedIds;

/** A fresh ledger with the repositories that watch, and ways to make things go wrong in it. */
public final class WatchedLedger implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final LedgerFixture fixture = LedgerFixture.create();
    private final Database database = new Database(fixture.dataSource());

    public Ledgers ledgers() {
        return fixture.ledgers();
    }

    public JdbcClient sql() {
        return fixture.sql();
    }

    public FailureSources sources() {
        return new FailureSources(database);
    }

    public FailureLedger failures() {
        return new FailureLedger(database);
    }

    public TrafficLedger traffic() {
        return new TrafficLedger(database);
    }

    public WatchLedger watch() {
        return new WatchLedger(database);
    }

    public AlertLedger alerts() {
        return new AlertLedger(database);
    }

    public NoticeLedger notices() {
        return new NoticeLedger(database);
    }

    public IncidentLedger incidents() {
        return new IncidentLedger(database, new TimeOrderedIds());
    }

    public OutageLedger outages() {
        return new OutageLedger(database);
    }

    public OperatorActionLedger actions() {
        return new OperatorActionLedger(database);
    }

    /** A receiver that the hub pushes to. */
    public void receiver(String systemId) {
        ledgers().controls().register(systemId, "push-fhir", true, false, 100);
    }

    /** A message in an episode of its own, or in that of the visit, waiting for the system. */
    public UUID accept(String systemId, String visit) {
        IntakeReceipt receipt = ledgers()
                .intake()
                .record(
                        Drafts.of("watched-" + NUMBER.incrementAndGet(), "ab", Drafts.visit(visit)),
                        Drafts.to(systemId));
        return receipt.hubId();
    }

    public UUID accept(String systemId) {
        return accept(systemId, "visit-" + NUMBER.incrementAndGet());
    }

    public UUID deliveryOf(UUID hubId) {
        return sql().sql("SELECT id FROM delivery WHERE hub_id = ?")
                .param(hubId)
                .query(UUID.class)
                .single();
    }

    /** Accepts one and holds it; its delivery. */
    public UUID held(String systemId, ErrorCode error, String place) {
        UUID delivery = deliveryOf(accept(systemId));
        hold(delivery, error, place);
        return delivery;
    }

    public void hold(UUID delivery, ErrorCode error, String place) {
        ledgers().deliveries().recordHeld(ledgers().deliveries().claim(delivery).orElseThrow(), error, place);
    }

    public void deliver(UUID delivery) {
        ledgers()
                .deliveries()
                .recordDelivered(ledgers().deliveries().claim(delivery).orElseThrow(), "ab", "map-1");
    }

    public void fail(UUID delivery, ErrorCode error) {
        ledgers()
                .deliveries()
                .recordFailed(ledgers().deliveries().claim(delivery).orElseThrow(), error, Duration.ZERO, true);
    }

    public void refuse(String systemId, ErrorCode error, String place) {
        ledgers()
                .intake()
                .recordRefused(new RefusedMessage(
                        Drafts.IDS.next(),
                        systemId,
                        "refused-" + NUMBER.incrementAndGet(),
                        "",
                        "ab12",
                        30,
                        "admission-notice",
                        "fhir-json",
                        Instant.now(),
                        "c0ffee",
                        List.of(new Refusal(error, place, ""))));
    }

    public void outage(String systemId) {
        ledgers().controls().recordOutage(systemId, 1, Duration.ofMinutes(5));
    }

    /** The delivery was accepted so long ago. */
    public void age(UUID delivery, Duration by) {
        sql().sql("UPDATE delivery SET accepted_at = accepted_at - make_interval(secs => ?) WHERE id = ?")
                .params((int) by.toSeconds(), delivery)
                .update();
    }

    @Override
    public void close() {
        fixture.close();
    }
}
