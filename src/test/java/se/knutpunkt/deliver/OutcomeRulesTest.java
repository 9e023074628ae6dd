package se.knutpunkt.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class OutcomeRulesTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void receivedWhenTheReceiptSaysSo(int status) {
        assertThat(answer(status, Answer.OK, false)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void transportIsReceiptOnlyWhereTheAdapterSaysSo() {
        assertThat(answer(202, Answer.NONE, true)).isInstanceOf(Outcome.Delivered.class);
        assertThat(answer(202, Answer.NONE, false))
                .isEqualTo(new Outcome.Retry(ErrorCode.RECEIVER_ANSWER_UNREADABLE, true, true, true, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"200,true", "400,false", "422,true", "500,false"})
    void fatalErrorHoldsThisMessageWhateverTheStatus(int status, boolean transportIsReceipt) {
        assertThat(answer(status, Answer.FATAL_ERROR, transportIsReceipt))
                .isEqualTo(new Outcome.Held(ErrorCode.RECEIVER_REFUSED, "receipt"));
    }

    @Test
    void transientErrorIsTriedAgainAndIsNoOutage() {
        assertThat(OutcomeRules.ofAnswer(200, Answer.TRANSIENT_ERROR, Duration.ofSeconds(9), true))
                .isEqualTo(new Outcome.Retry(ErrorCode.RECEIVER_BUSY, false, false, false, Duration.ofSeconds(9)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 409, 410, 413, 415, 422, 451})
    void refusalOfTheMessageIsHeld(int status) {
        assertThat(answer(status, Answer.NONE, true))
                .isEqualTo(new Outcome.Held(ErrorCode.RECEIVER_REFUSED, "HTTP " + status));
    }

    @ParameterizedTest
    @CsvSource({
        "408,RECEIVER_BUSY,false,false",
        "429,RECEIVER_BUSY,false,false",
        "503,RECEIVER_BUSY,false,false",
        "500,RECEIVER_UNREACHABLE,true,true",
        "501,RECEIVER_UNREACHABLE,true,true",
        "502,RECEIVER_UNREACHABLE,true,false",
        "504,RECEIVER_UNREACHABLE,true,false",
        "301,RECEIVER_UNREACHABLE,false,false",
        "302,RECEIVER_UNREACHABLE,false,false",
        "307,RECEIVER_UNREACHABLE,false,false",
        "401,RECEIVER_UNREACHABLE,false,false",
        "404,RECEIVER_UNREACHABLE,false,false",
        "0,RECEIVER_UNREACHABLE,false,false"
    })
    void outageIsTriedAgainAndCountsTowardsTheCircuit(
            int status, ErrorCode error, boolean mayHaveArrived, boolean limited) {
        assertThat(OutcomeRules.ofAnswer(status, Answer.NONE, Duration.ofSeconds(3), true))
                .isEqualTo(new Outcome.Retry(error, true, mayHaveArrived, limited, Duration.ofSeconds(3)));
    }

    @Test
    void okOnAFailedStatusIsNotBelieved() {
        assertThat(answer(500, Answer.OK, true)).isInstanceOf(Outcome.Retry.class);
    }

    @Test
    void whatNeverConnectedCannotHaveArrived() {
        for (IOException failure :
                List.of(new ConnectException(), new ConnectTimeoutException("x"), new UnknownHostException())) {
            assertThat(OutcomeRules.ofFailure(failure, true))
                    .isEqualTo(new Outcome.Retry(ErrorCode.RECEIVER_UNREACHABLE, true, false, false, Duration.ZERO));
        }
    }

    @Test
    void whatTheSidesDidNotAgreeOnCannotHaveArrived() {
        for (IOException failure : List.of(new SSLHandshakeException("x"), new SSLPeerUnverifiedException("x"))) {
            assertThat(OutcomeRules.ofFailure(failure, true))
                    .isEqualTo(new Outcome.Retry(ErrorCode.RECEIVER_TLS_FAILED, true, false, false, Duration.ZERO));
        }
    }

    @Test
    void whatWasSentWithoutAnAnswerMayHaveArrived() {
        assertThat(OutcomeRules.ofFailure(new SocketTimeoutException(), true))
                .isEqualTo(new Outcome.Retry(ErrorCode.RECEIVER_TIMEOUT, true, true, false, Duration.ZERO));
        for (IOException failure : List.of(new SocketException("reset"), new NoHttpResponseException("x"))) {
            assertThat(OutcomeRules.ofFailure(failure, true))
                    .isEqualTo(new Outcome.Retry(ErrorCode.RECEIVER_UNREACHABLE, true, true, false, Duration.ZERO));
        }
        assertThat(OutcomeRules.ofFailure(new AnswerTooLarge(), true))
                .isEqualTo(new Outcome.Retry(ErrorCode.RECEIVER_ANSWER_UNREADABLE, true, true, true, Duration.ZERO));
    }

    @Test
    void faultOfOursIsHeldAndTheReceiverIsNotBlamed() {
        HubException mapping = new HubException(ErrorCode.OUTBOUND_MAPPING_FAILED, "canonical-to-event", "");
        assertThat(OutcomeRules.ofFailure(mapping, false))
                .isEqualTo(new Outcome.Held(ErrorCode.OUTBOUND_MAPPING_FAILED, "canonical-to-event"));
        assertThat(OutcomeRules.ofFailure(new IllegalStateException(), false))
                .isEqualTo(new Outcome.Held(ErrorCode.OUTBOUND_MAPPING_FAILED, ""));
        assertThat(OutcomeRules.ofFailure(new HubException(ErrorCode.PAYLOAD_UNREADABLE, "", ""), false))
                .isEqualTo(new Outcome.Held(ErrorCode.PAYLOAD_UNREADABLE, ""));
    }

    @Test
    void missingCredentialWaitsUntilItIsThere() {
        HubException missing = new HubException(ErrorCode.SETTING_INVALID, "hub.credentials.x", "");
        assertThat(OutcomeRules.ofFailure(missing, false))
                .isEqualTo(new Outcome.Retry(ErrorCode.SETTING_INVALID, false, false, false, Duration.ZERO));
    }

    private static Outcome answer(int status, Answer answer, boolean transportIsReceipt) {
        return OutcomeRules.ofAnswer(status, answer, Duration.ZERO, transportIsReceipt);
    }
}
