package se.knutpunkt.operate.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.RedirectDecider;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayLedger;
import se.knutpunkt.ledger.WatchedLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.operate.WatchedConfiguration;

/** What one party had, sent to it once more. */
class PartyReplaysIT {

    private static final String ALE = "municipality-ale";

    private WatchedLedger ledger;
    private ReplayLedger replays;
    private PartyReplays parties;
    private String party;
    private Instant from;
    private Instant to;

    @BeforeEach
    void open() {
        ledger = new WatchedLedger();
        ledger.receiver(ALE);
        replays = ledger.ledgers().mending().replays();
        parties = new PartyReplays(
                new Replays(replays, WatchedConfiguration.inForce(), new TimeOrderedIds(), 2), replays);
        from = Instant.now().minusSeconds(60);
        for (int i = 0; i < 2; i++) {
            ledger.deliver(ledger.deliveryOf(ledger.accept(ALE, "same-visit")));
        }
        party = ledger.sql()
                .sql("SELECT DISTINCT receiver_party FROM delivery")
                .query(String.class)
                .single();
        to = Instant.now().plusSeconds(1);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatIsPushedGoesOnceMoreHoweverOftenItIsAskedFor() {
        assertThat(parties.previewRedelivery(party, from, to).deliveries()).isEqualTo(2);
        PartyReplays.Asked asked = new PartyReplays.Asked(UUID.randomUUID(), 2, null);
        ReplayJob job = parties.redeliver(asked, party, from, to, "anna", "our system was restored");
        assertThat(parties.redeliver(asked, party, from, to, "anna", "our system was restored"))
                .isEqualTo(job);
        assertThatThrownBy(() -> parties.redeliver(
                        new PartyReplays.Asked(UUID.randomUUID(), 2, null), party, from, to, "bo", "once more"))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_IN_REPLAY));

        assertThat(replays.work(job.id(), 10, 10, none -> RedirectDecider.Decision.refuse(ErrorCode.INTERNAL)))
                .isEqualTo(2);
        assertThat(ledger.sql()
                        .sql("SELECT count(*) FROM delivery WHERE relation = 'REPEAT' AND possible_duplicate")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(parties.list(party, 0, 10)).extracting(ReplayJob::id).containsExactly(job.id());
    }

    @Test
    void anotherPartySeesNothingOfItAndManyMustBeMeant() {
        ReplayJob job = parties.redeliver(
                new PartyReplays.Asked(null, 2, null), party, from, to, "anna", "our system was restored");
        assertThat(parties.find(party, job.id())).isPresent();
        assertThat(parties.find("municipality-lerum", job.id())).isEmpty();
        assertThat(parties.list("municipality-lerum", 0, 10)).isEmpty();
        assertThatThrownBy(() ->
                        parties.redeliver(new PartyReplays.Asked(null, 3, null), party, from, to, "anna", "not typed"))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SELECTION_TOO_LARGE));
        assertThatThrownBy(() ->
                        parties.forward(new PartyReplays.Asked(null, 1, null), party, "nobody", "anna", "closing down"))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_RECEIVER));
    }
}
