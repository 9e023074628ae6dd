package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;

/** Deliveries for the tests of mending: accepted, held, delivered. */
final class MendedDeliveries {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Ledgers ledgers;

    MendedDeliveries(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    String pushed() {
        return register("push-fhir", true);
    }

    String fetching() {
        return register("pull", false);
    }

    private String register(String channel, boolean push) {
        String id = "mend-" + NUMBER.incrementAndGet();
        ledgers.controls().register(id, channel, push, false, 64);
        return id;
    }

    /** One message of the visit to one unit of each system. */
    IntakeReceipt accept(String visit, String... systems) {
        return ledgers.intake()
                .record(Drafts.of("mend-" + NUMBER.incrementAndGet(), "ab", Drafts.visit(visit)), Drafts.to(systems));
    }

    IntakeReceipt acceptAlone(String system) {
        return ledgers.intake()
                .record(Drafts.of("mend-" + NUMBER.incrementAndGet(), "ab", Drafts.none()), Drafts.aloneTo(system));
    }

    UUID hold(IntakeReceipt receipt) {
        UUID id = idOf(receipt);
        hold(id);
        return id;
    }

    void hold(UUID id) {
        ledgers.deliveries()
                .recordHeld(ledgers.deliveries().claim(id).orElseThrow(), ErrorCode.RECEIVER_REFUSED, "PID-3");
    }

    UUID deliver(IntakeReceipt receipt) {
        UUID id = idOf(receipt);
        deliver(id);
        return id;
    }

    void deliver(UUID id) {
        ledgers.deliveries().recordDelivered(ledgers.deliveries().claim(id).orElseThrow(), "ab", "map-1");
    }

    UUID idOf(IntakeReceipt receipt) {
        return only(receipt.hubId()).deliveryId();
    }

    MessageStatus.DeliveryStatus only(UUID hubId) {
        List<MessageStatus.DeliveryStatus> all = list(hubId);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    List<MessageStatus.DeliveryStatus> list(UUID hubId) {
        return ledgers.messages().find(hubId).orElseThrow().deliveries();
    }

    DeliveryState stateOf(UUID hubId, UUID deliveryId) {
        return list(hubId).stream()
                .filter(status -> status.deliveryId().equals(deliveryId))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** The one that came of it. */
    UUID otherThan(UUID hubId, UUID deliveryId) {
        return list(hubId).stream()
                .map(MessageStatus.DeliveryStatus::deliveryId)
                .filter(id -> !id.equals(deliveryId))
                .findFirst()
                .orElseThrow();
    }

    static NewReplay replay(ReplayKind kind, Set<UUID> ids) {
        return replay(kind, DeliverySelection.of(ids), ids.size(), 0);
    }

    static NewReplay replay(ReplayKind kind, DeliverySelection selection, int expected, int canary) {
        return new NewReplay(
                Drafts.IDS.next(), kind, selection, expected, canary, 0, 20, ReplayTarget.NOWHERE, "anna", "mended");
    }

    static DeliverySelection ofSystem(String system) {
        return new DeliverySelection(Set.of(), system, "", "", "", "", "", null, null);
    }
}
