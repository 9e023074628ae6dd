package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Messages taken back before they are read, with the proof of how it stood. */
class WithdrawalLedgerIT {
    private static LedgerFixture fixture;
    private static Ledgers ledgers;
    private static WithdrawalLedger withdrawals;
    private static MendedDeliveries mended;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
        withdrawals = ledgers.mending().withdrawals();
        mended = new MendedDeliveries(ledgers);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void eachReceiverIsToldApartAndTheLanesGoOn() {
        String waiting = mended.pushed();
        String refused = mended.pushed();
        String read = mended.pushed();
        String sending = mended.pushed();
        String unlisted = mended.fetching();
        String listed = mended.fetching();
        IntakeReceipt message = mended.accept("lane", waiting, refused, read, sending, unlisted, listed);
        IntakeReceipt next = mended.accept("lane", waiting);
        mended.hold(id(message, refused));
        mended.deliver(id(message, read));
        ledgers.deliveries().claim(id(message, sending)).orElseThrow();
        ledgers.deliveries().listInbox(listed, 10);

        Withdrawal withdrawal = withdrawals.withdraw(Drafts.IDS.next(), message.hubId(), "anna", "wrong municipality");

        Map<String, Withdrawal.Outcome> outcomes = withdrawal.parts().stream()
                .collect(Collectors.toMap(part -> part.receiver().systemId(), Withdrawal.Part::outcome));
        assertThat(outcomes)
                .containsEntry(waiting, Withdrawal.Outcome.UNREAD)
                .containsEntry(unlisted, Withdrawal.Outcome.UNREAD)
                .containsEntry(refused, Withdrawal.Outcome.MAYBE_READ)
                .containsEntry(listed, Withdrawal.Outcome.MAYBE_READ)
                .containsEntry(read, Withdrawal.Outcome.READ)
                .containsEntry(sending, Withdrawal.Outcome.UNDER_WAY);
        assertThat(ledgers.deliveries().claim(id(message, waiting))).isEmpty();
        assertThat(ledgers.deliveries().claim(id(next, waiting)))
                .as("the lane goes on")
                .isPresent();
        assertThat(ledgers.deliveries().listInbox(unlisted, 10)).isEmpty();
        assertThat(ledgers.deliveries().acknowledge(listed, id(message, listed)))
                .as("it has done its part")
                .isTrue();
        assertThat(mended.stateOf(message.hubId(), id(message, listed))).isEqualTo(DeliveryState.CANCELLED);
        assertThat(withdrawals.listOf(message.hubId())).containsExactly(withdrawal);
    }

    @Test
    void pressedTwiceItIsTheSameProof() {
        String system = mended.pushed();
        IntakeReceipt message = mended.acceptAlone(system);
        UUID asked = Drafts.IDS.next();
        Withdrawal first = withdrawals.withdraw(asked, message.hubId(), "anna", "wrong");

        assertThat(withdrawals.withdraw(asked, message.hubId(), "anna", "wrong"))
                .isEqualTo(first);
        assertThat(fixture.sql()
                        .sql("SELECT count(*) FROM history WHERE hub_id = ? AND step = 'withdrawn'")
                        .param(message.hubId())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(withdrawals
                        .withdraw(Drafts.IDS.next(), message.hubId(), "bo", "again")
                        .parts())
                .allMatch(
                        part -> part.state() == DeliveryState.CANCELLED && part.outcome() == Withdrawal.Outcome.UNREAD);
    }

    @Test
    void theProofCannotBeChanged() {
        IntakeReceipt message = mended.acceptAlone(mended.pushed());
        Withdrawal proof = withdrawals.withdraw(Drafts.IDS.next(), message.hubId(), "anna", "wrong");

        assertThatThrownBy(() -> fixture.sql()
                        .sql("UPDATE withdrawal SET reason = 'other' WHERE id = ?")
                        .param(proof.id())
                        .update())
                .hasMessageContaining("append-only");
    }

    @Test
    void whatNeverReachedTheReceiverIsUnreadHoweverOftenItWasTried() {
        String system = mended.pushed();
        IntakeReceipt message = mended.acceptAlone(system);
        Claim claim = ledgers.deliveries().claim(mended.idOf(message)).orElseThrow();
        ledgers.deliveries().recordFailed(claim, ErrorCode.RECEIVER_UNREACHABLE, Duration.ZERO, false);

        assertThat(withdrawals.preview(message.hubId()))
                .singleElement()
                .satisfies(part -> assertThat(part.outcome()).isEqualTo(Withdrawal.Outcome.UNREAD));
    }

    @Test
    void whatTimedOutMayHaveBeenRead() {
        String system = mended.pushed();
        IntakeReceipt message = mended.acceptAlone(system);
        Claim claim = ledgers.deliveries().claim(mended.idOf(message)).orElseThrow();
        ledgers.deliveries().recordFailed(claim, ErrorCode.RECEIVER_TIMEOUT, Duration.ZERO, true);

        assertThat(withdrawals.preview(message.hubId()))
                .singleElement()
                .satisfies(part -> assertThat(part.outcome()).isEqualTo(Withdrawal.Outcome.MAYBE_READ));
    }

    @Test
    void thereIsNothingToTakeBackOfWhatIsNotThere() {
        assertThatThrownBy(() -> withdrawals.withdraw(Drafts.IDS.next(), Drafts.IDS.next(), "anna", "wrong"))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private static UUID id(IntakeReceipt message, String system) {
        return mended.list(message.hubId()).stream()
                .filter(status -> status.receiver().systemId().equals(system))
                .findFirst()
                .orElseThrow()
                .deliveryId();
    }
}
