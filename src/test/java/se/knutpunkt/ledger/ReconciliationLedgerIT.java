package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import se.knutpunkt.ledger.Reconciliation.Finding;

/** Manifests and comparisons as the ledger keeps them. */
class ReconciliationLedgerIT {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 25);
    private static LedgerFixture fixture;
    private static Ledgers ledgers;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
        ledgers.controls().register("ale", "push-fhir", true, false, 4);
        ledgers.controls().register("hospital", "push-fhir", true, true, 4);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void whatWasSentAndGotIsListedByTimeAndFoundById() {
        IntakeDraft draft = Drafts.of("sent-1", "aa", Drafts.none());
        IntakeReceipt receipt = ledgers.intake().record(draft, Drafts.aloneTo("ale"));
        UUID delivery = ledgers.messages()
                .find(receipt.hubId())
                .orElseThrow()
                .deliveries()
                .get(0)
                .deliveryId();
        Instant from = receipt.acceptedAt();

        assertThat(ledgers.manifests().list("hospital", Direction.SENT, from, from.plusSeconds(60), 100))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.messageId()).isEqualTo("sent-1");
                    assertThat(entry.state()).isEqualTo("accepted");
                    assertThat(entry.level()).isEqualTo("accepted");
                });
        assertThat(ledgers.manifests().list("hospital", Direction.SENT, from.minusSeconds(60), from, 100))
                .as("the end is not of it")
                .isEmpty();
        assertThat(ledgers.manifests().find("hospital", Direction.SENT, List.of("sent-1", "sent-2")))
                .extracting(ManifestEntry::hubId)
                .containsExactly(receipt.hubId());
        assertThat(ledgers.manifests().find("ale", Direction.SENT, List.of("sent-1")))
                .as("another's ids name nothing")
                .isEmpty();
        assertThat(ledgers.manifests().find("ale", Direction.GOT, List.of(delivery.toString(), "no uuid")))
                .extracting(ManifestEntry::state)
                .containsExactly("ready");

        ledgers.deliveries()
                .recordDelivered(ledgers.deliveries().claim(delivery).orElseThrow(), "ab".repeat(16), "");

        assertThat(ledgers.manifests()
                        .list("ale", Direction.GOT, from, Instant.now().plusSeconds(60), 100))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.messageId()).isEqualTo(receipt.messageId().toString());
                    assertThat(entry.deliveryId()).isEqualTo(delivery);
                    assertThat(entry.hash()).isEqualTo("ab".repeat(16));
                    assertThat(entry.level()).isEqualTo("received");
                    assertThat(entry.isDone()).isTrue();
                });
        assertThat(ledgers.manifests()
                        .find("ale", Direction.GOT, List.of(receipt.messageId().toString())))
                .extracting(ManifestEntry::deliveryId)
                .containsExactly(delivery);
        assertThat(ledgers.manifests()
                        .find(
                                "hospital",
                                Direction.GOT,
                                List.of(receipt.messageId().toString())))
                .as("the receipt on its way back is told apart")
                .extracting(ManifestEntry::receipt)
                .containsExactly(true);
    }

    @Test
    void aFrozenDayStaysAsItWas() {
        ledgers.manifests()
                .freeze("a", DAY, Direction.SENT, new FrozenManifest(null, 1, "ab".repeat(32), new byte[] {1}));
        ledgers.manifests()
                .freeze("a", DAY, Direction.SENT, new FrozenManifest(null, 2, "cd".repeat(32), new byte[] {2}));

        FrozenManifest frozen =
                ledgers.manifests().findFrozen("a", DAY, Direction.SENT).orElseThrow();
        assertThat(frozen.entries()).isEqualTo(1);
        assertThat(frozen.digest()).isEqualTo("ab".repeat(32));
        assertThat(frozen.content()).containsExactly(1);
        assertThat(frozen.frozenAt()).isNotNull();
        assertThat(ledgers.manifests().listFrozen(DAY, DAY)).contains("a 2026-10-25 sent");
        assertThat(ledgers.manifests().findFrozen("a", DAY, Direction.GOT)).isEmpty();
    }

    @Test
    void theLastComparisonHoldsAndItsGapsAreCounted() {
        record("b", DAY, gap("not-received", "m-1"), gap("not-from-hub", "m-2"), note("repeated", "m-3"));
        record("b", DAY, gap("not-received", "m-1"));
        record("b", DAY.plusDays(1), gap("not-received", "m-4"));
        record("c", DAY);

        assertThat(ledgers.reconciliations()
                        .findLast("b", DAY, Direction.GOT)
                        .orElseThrow()
                        .findings())
                .extracting(Finding::messageId)
                .containsExactly("m-1");
        assertThat(ledgers.reconciliations().countGaps(DAY, DAY.plusDays(1))).isEqualTo(Map.of("b", 2L, "c", 0L));
        assertThat(ledgers.reconciliations().countGaps(DAY, DAY)).containsEntry("b", 1L);
        assertThat(ledgers.reconciliations().countGapsByKind(DAY, DAY.plusDays(1)))
                .isEqualTo(Map.of("not-received", 2L));
        assertThat(ledgers.reconciliations().findList("b", DAY, Direction.GOT)).contains(new byte[] {7});
    }

    @Test
    void nothingOfItCanBeChanged() {
        record("d", DAY, gap("not-received", "m-1"));
        ledgers.manifests().freeze("d", DAY, Direction.GOT, new FrozenManifest(null, 0, "", new byte[0]));

        for (String table : List.of("manifest", "reconciliation", "reconciliation_finding")) {
            for (String change : List.of("DELETE FROM " + table, "TRUNCATE " + table)) {
                assertThatThrownBy(() -> fixture.sql().sql(change).update())
                        .as(change)
                        .isInstanceOf(DataAccessException.class)
                        .hasMessageContaining("append-only");
            }
        }
    }

    private static void record(String system, LocalDate day, Finding... findings) {
        ledgers.reconciliations()
                .record(
                        new Reconciliation(
                                Drafts.IDS.next(),
                                system,
                                day,
                                Direction.GOT,
                                null,
                                system,
                                3,
                                3,
                                1,
                                0,
                                List.of(findings)),
                        new byte[] {7});
    }

    private static Finding gap(String kind, String id) {
        return new Finding(kind, true, id, null, null, "", null, "");
    }

    private static Finding note(String kind, String id) {
        return new Finding(kind, false, id, null, null, "", null, "");
    }
}
