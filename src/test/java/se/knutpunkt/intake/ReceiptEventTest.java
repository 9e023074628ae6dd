package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.ReferencedMessage;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** Which deliveries a receipt from a unit may be for. */
class ReceiptEventTest {

    private static final HsaId UNIT = HsaId.of("SE2120002916-SYN1445");
    private static final HsaId HOSPITAL = HsaId.of("SE2321000131-SYN000016");

    @Test
    void aKvittensInARoleTheUnitReceivedInIsAskedFor() {
        assertThat(refusal(ReceiptLevel.KVITTENS, Role.LSS, Role.SOCIAL_SERVICES, Role.LSS))
                .isEmpty();
    }

    @Test
    void theOnlyRoleNeedNotBeTheOneThatSpeaks() {
        assertThat(refusal(ReceiptLevel.KVITTENS, Role.SOCIAL_SERVICES, Role.LSS))
                .isEmpty();
    }

    @Test
    void ofSeveralRolesTheKvittensMustSayWhich() {
        assertThat(refusal(ReceiptLevel.KVITTENS, Role.MUNICIPAL_HEALTH_CARE, Role.SOCIAL_SERVICES, Role.LSS))
                .hasValueSatisfying(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_A_PARTICIPANT);
                    assertThat(refusal.place()).endsWith("extension[sender-role]");
                    assertThat(refusal.detail()).endsWith("social-services, lss");
                });
    }

    @Test
    void aSystemsReceiptIsForAllThatItsUnitReceived() {
        assertThat(refusal(ReceiptLevel.RECEIVED, Role.HUB, Role.SOCIAL_SERVICES, Role.LSS))
                .isEmpty();
    }

    @Test
    void nobodyAskedAUnitThatDidNotReceive() {
        assertThat(refusal(ReceiptLevel.KVITTENS, Role.LSS))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_A_PARTICIPANT));
    }

    private static Optional<Refusal> refusal(ReceiptLevel level, Role speaksAs, Role... received) {
        ReferencedMessage message = new ReferencedMessage(
                new UUID(0, 1),
                "admission-notice",
                new UUID(0, 2),
                HOSPITAL,
                Role.HOSPITAL,
                "hospital",
                Arrays.stream(received)
                        .map(role -> new Receiver("system", "party", UNIT, role))
                        .toList());
        return ReceiptEvent.findRefusal(level, UNIT, speaksAs, Optional.of(message));
    }
}
