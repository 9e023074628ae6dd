package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

class HttpAnswersTest {

    @ParameterizedTest
    @CsvSource({
        "UNREADABLE, 400",
        "DUPLICATE_KEY, 400",
        "ENTITIES_FORBIDDEN, 400",
        "NOT_AUTHENTICATED, 401",
        "NOT_ALLOWED_TO_ACT, 403",
        "SAME_ID_OTHER_CONTENT, 409",
        "TOO_LARGE, 413",
        "UNSUPPORTED_MEDIA_TYPE, 415",
        "REQUIRED_MISSING, 422",
        "EPISODE_UNKNOWN, 422",
        "RATE_LIMITED, 429",
        "LEDGER_UNAVAILABLE, 503",
        "MAPPING_FAILED, 503",
        "INTERNAL, 503",
        "OUT_OF_ORDER, 503"
    })
    void theStatusSaysWhoseFaultItIsAndWhetherToTryAgain(ErrorCode code, int status) {
        IntakeReceipt receipt = IntakeReceipt.refused(null, "m", null, List.of(Refusal.of(code, "")));

        assertThat(HttpAnswers.status(receipt)).isEqualTo(status);
    }

    @Test
    void whatIsTakenOrRightlyGoesNowhereIsOk() {
        assertThat(HttpAnswers.status(IntakeReceipt.nowhere("m"))).isEqualTo(200);
    }
}
