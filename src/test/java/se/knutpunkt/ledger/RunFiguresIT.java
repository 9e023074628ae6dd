package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunFiguresIT {
    private static LedgerFixture fixture;
    private static RunFigures figures;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        figures = new RunFigures(new Database(fixture.dataSource()));
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void figuresTellWhatWasAcceptedSinceAMomentAndWhereItStands() {
        Instant since = Instant.now().minusSeconds(60);
        fixture.ledgers().controls().register("figures-a", "push-json", true, false, 4);
        IntakeReceipt receipt = fixture.ledgers()
                .intake()
                .record(Drafts.of("figures-1", "aa", Drafts.visit("VT-FIGURES")), Drafts.to("figures-a", "figures-b"));
        UUID toA = fixture.ledgers().messages().find(receipt.hubId()).orElseThrow().deliveries().stream()
                .filter(delivery -> delivery.receiver().systemId().equals("figures-a"))
                .map(MessageStatus.DeliveryStatus::deliveryId)
                .findFirst()
                .orElseThrow();
        fixture.ledgers()
                .deliveries()
                .recordDelivered(fixture.ledgers().deliveries().claim(toA).orElseThrow(), "ab", "map-1");

        assertThat(figures.countDeliveries(since))
                .containsEntry("municipality-figures-a", Map.of("DELIVERED", 1L))
                .containsEntry("municipality-figures-b", Map.of("READY", 1L));
        assertThat(figures.countMessages(since)).isEqualTo(Map.of("ACCEPTED", 1L, "REFUSED", 0L, "NOWHERE", 0L));
        assertThat(figures.countMessages(Instant.now().plusSeconds(60))).containsEntry("ACCEPTED", 0L);
        assertThat(figures.countUnderWay(since)).isEqualTo(1);
        assertThat(figures.countReceipts(since)).isEqualTo(Map.of("accepted", 1L, "received", 1L));
        assertThat(figures.deliveryTimes(since).count()).isEqualTo(1);
        assertThat(figures.deliveryTimes(since).p50()).isNotNegative();
        assertThat(figures.countDeliveries(Instant.now().plusSeconds(60))).isEmpty();
        assertThat(figures.deliveryTimes(Instant.now().plusSeconds(60)))
                .isEqualTo(new RunFigures.DeliveryTimes(0, 0, 0, 0));
    }
}
