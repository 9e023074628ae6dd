package se.knutpunkt.operate.since;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.Impact;
import se.knutpunkt.ledger.OutageLedger;
import se.knutpunkt.ledger.TrafficLedger.SenderFigures;
import se.knutpunkt.ledger.WatchLedger.Waiting;
import se.knutpunkt.ledger.WatchedLedger;

/** What an outage did, found in a real ledger. */
class SinceIT {

    private static final String ALE = "municipality-ale";
    private static final Duration LATE = Duration.ofMinutes(10);

    private WatchedLedger ledger;

    @BeforeEach
    void open() {
        ledger = new WatchedLedger();
        ledger.receiver(ALE);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatCameLateAndWhatStillWaitsIsCountedByParty() {
        UUID inTime = ledger.deliveryOf(ledger.accept(ALE));
        ledger.deliver(inTime);
        UUID late = ledger.deliveryOf(ledger.accept(ALE));
        ledger.deliver(late);
        ledger.age(late, Duration.ofHours(2));
        UUID waiting = ledger.deliveryOf(ledger.accept(ALE));
        ledger.age(waiting, Duration.ofHours(3));
        ledger.accept(ALE);
        Instant now = Instant.now().plusSeconds(1);

        assertThat(ledger.outages().listImpact(now.minus(Duration.ofHours(4)), now, LATE, now))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.partyId()).isEqualTo("municipality-" + ALE);
                    assertThat(found.delayed()).isEqualTo(1);
                    assertThat(found.undelivered()).isEqualTo(1);
                    assertThat(found.longest()).isCloseTo(Duration.ofHours(3), Duration.ofMinutes(1));
                });
        assertThat(ledger.outages()
                        .listImpact(now.minus(Duration.ofHours(9)), now.minus(Duration.ofHours(8)), LATE, now))
                .extracting(Impact::delayed)
                .as("accepted after the period")
                .isEmpty();
    }

    @Test
    void aNoticeThatIsTakenBackWhileBothWaitIsObsolete() {
        UUID ready = ledger.accept(ALE, "one-visit");
        UUID back = ledger.accept(ALE, "one-visit");
        ledger.accept(ALE, "another-visit");
        ledger.sql()
                .sql("UPDATE message SET event_code = 'discharge-ready-withdrawn',"
                        + " reference_id = (SELECT message_id FROM message WHERE hub_id = ?) WHERE hub_id = ?")
                .params(ready, back)
                .update();

        assertThat(ledger.outages().listOvertaken(List.of("discharge-ready-withdrawn"), 10))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.hubId()).isEqualTo(ready);
                    assertThat(found.byHubId()).isEqualTo(back);
                    assertThat(found.systemId()).isEqualTo(ALE);
                });
        ledger.deliver(ledger.deliveryOf(ready));
        assertThat(ledger.outages().listOvertaken(List.of("discharge-ready-withdrawn"), 10))
                .extracting(OutageLedger.Overtaken::hubId)
                .as("the receiver has it")
                .isEmpty();
    }

    @Test
    void aSenderThatWasToldToTryLaterIsFoundUntilItComesBack() {
        ledger.ledgers().intake().countTriedLater("samsa", "HUB-403");
        ledger.ledgers().intake().countTriedLater("samsa", "HUB-403");
        ledger.ledgers().intake().flushCounts();
        Instant now = Instant.now();

        List<SenderFigures> senders = ledger.traffic().listSenders(now.minus(Duration.ofHours(1)), now);
        assertThat(senders).singleElement().satisfies(sender -> {
            assertThat(sender.systemId()).isEqualTo("samsa");
            assertThat(sender.triedLater()).isEqualTo(2);
            assertThat(Since.hasGivenUp(sender)).isTrue();
        });
        SenderFigures back = new SenderFigures("samsa", 1, 0, 2, now.plusSeconds(60), now);
        assertThat(Since.hasGivenUp(back)).isFalse();
        assertThat(Since.hasGivenUp(new SenderFigures("samsa", 0, 5, 0, null, null)))
                .as("only refused, never told to try later")
                .isFalse();
    }

    @Test
    void theForecastFollowsFromWhatGetsThrough() {
        Waiting waiting = new Waiting(ALE, 300, 2, Instant.now(), false);
        assertThat(Since.drain(waiting, 150).left()).isEqualTo(Duration.ofMinutes(30));
        assertThat(Since.drain(waiting, 0).left()).as("nothing gets through").isNull();
        assertThat(Since.drain(new Waiting(ALE, 0, 2, Instant.now(), false), 0).left())
                .isZero();
    }
}
