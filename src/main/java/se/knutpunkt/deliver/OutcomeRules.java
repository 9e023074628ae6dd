package se.knutpunkt.deliver;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Retry;

/**
 * The table of outcomes (architecture 2): an outage of the receiver is tried again, a refusal of this message is held, a fault of
 * ours is held, and what may have arrived is sent again as a possible duplicate.
 */
final class OutcomeRules {

    private OutcomeRules() {}

    /**
     * The receiver answered.
     *
     * @param transportIsReceipt true when 2xx without a receipt counts as received
     */
    static Outcome ofAnswer(int status, Answer answer, Duration retryAfter, boolean transportIsReceipt) {
        if (answer == Answer.FATAL_ERROR) {
            return new Outcome.Held(ErrorCode.RECEIVER_REFUSED, "receipt");
        }
        if (answer == Answer.TRANSIENT_ERROR) {
            return new Outcome.Retry(ErrorCode.RECEIVER_BUSY, false, false, false, retryAfter);
        }
        if (status / 100 == 2) {
            return answer == Answer.OK || transportIsReceipt
                    ? new Outcome.Delivered()
                    : new Outcome.Retry(ErrorCode.RECEIVER_ANSWER_UNREADABLE, true, true, true, retryAfter);
        }
        return ofStatus(status, retryAfter);
    }

    private static Outcome ofStatus(int status, Duration retryAfter) {
        return switch (status) {
            // the receiver says itself that it did nothing
            case 408, 425, 429, 503 -> new Outcome.Retry(ErrorCode.RECEIVER_BUSY, true, false, false, retryAfter);
            // something in front of it lost touch; it may have it
            case 502, 504 -> new Outcome.Retry(ErrorCode.RECEIVER_UNREACHABLE, true, true, false, retryAfter);
            // address or credential is wrong, which concerns every message and not this one
            case 401, 404, 407 -> new Outcome.Retry(ErrorCode.RECEIVER_UNREACHABLE, true, false, false, retryAfter);
            default -> {
                if (status >= 400 && status < 500) {
                    yield new Outcome.Held(ErrorCode.RECEIVER_REFUSED, "HTTP " + status);
                }
                // a redirect is not followed: the message must not go where no adapter file says
                yield status >= 500
                        ? new Outcome.Retry(ErrorCode.RECEIVER_UNREACHABLE, true, true, true, retryAfter)
                        : new Outcome.Retry(ErrorCode.RECEIVER_UNREACHABLE, true, false, false, retryAfter);
            }
        };
    }

    /**
     * There was no answer.
     *
     * @param written true when the message had been written in the receiver's format, so that the fault came in sending
     */
    static Outcome ofFailure(Throwable failure, boolean written) {
        if (failure instanceof HubException known) {
            return known.code().retry() == Retry.LATER || known.code() == ErrorCode.SETTING_INVALID
                    ? new Outcome.Retry(known.code(), false, false, false, Duration.ZERO)
                    : new Outcome.Held(known.code(), known.refusal().place());
        }
        if (!written) {
            return new Outcome.Held(ErrorCode.OUTBOUND_MAPPING_FAILED, "");
        }
        if (failure instanceof AnswerTooLarge) {
            return new Outcome.Retry(ErrorCode.RECEIVER_ANSWER_UNREADABLE, true, true, true, Duration.ZERO);
        }
        if (neverAgreed(failure)) {
            return new Outcome.Retry(ErrorCode.RECEIVER_TLS_FAILED, true, false, false, Duration.ZERO);
        }
        if (neverConnected(failure)) {
            return new Outcome.Retry(ErrorCode.RECEIVER_UNREACHABLE, true, false, false, Duration.ZERO);
        }
        ErrorCode error =
                failure instanceof SocketTimeoutException ? ErrorCode.RECEIVER_TIMEOUT : ErrorCode.RECEIVER_UNREACHABLE;
        return failure instanceof IOException
                ? new Outcome.Retry(error, true, true, false, Duration.ZERO)
                : new Outcome.Retry(ErrorCode.INTERNAL, false, true, true, Duration.ZERO);
    }

    /** Either side refused the other's certificate. With TLS 1.3 the receiver says so after the request, and has read none of it. */
    private static boolean neverAgreed(Throwable failure) {
        return failure instanceof SSLHandshakeException || failure instanceof SSLPeerUnverifiedException;
    }

    private static boolean neverConnected(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof ConnectionRequestTimeoutException;
    }
}
