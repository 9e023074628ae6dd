package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Retry;
import se.knutpunkt.message.Stage;
import se.knutpunkt.receipt.Outcomes;
import se.knutpunkt.receipt.ReceiptJson;
import se.knutpunkt.receipt.ResponseBundle;

/** Turns a receipt into what an HTTP sender reads, in the format the message came in. */
final class HttpAnswers {

    private static final int TRY_AGAIN_SECONDS = 30;
    private static final Map<ErrorCode, Integer> STATUS = Map.of(
            ErrorCode.NOT_AUTHENTICATED, 401,
            ErrorCode.NOT_ALLOWED_TO_ACT, 403,
            ErrorCode.SAME_ID_OTHER_CONTENT, 409,
            ErrorCode.TRANSMISSION_ID_REUSED, 409,
            ErrorCode.TOO_LARGE, 413,
            ErrorCode.UNSUPPORTED_MEDIA_TYPE, 415,
            ErrorCode.RATE_LIMITED, 429);

    private final ResponseBundle bundles;
    private final ReceiptJson receipts;
    private final Outcomes outcomes;

    HttpAnswers(ResponseBundle bundles, ReceiptJson receipts, Outcomes outcomes) {
        this.bundles = bundles;
        this.receipts = receipts;
        this.outcomes = outcomes;
    }

    HttpAnswer answer(IntakeReceipt receipt, Format format, Locale locale) {
        int status = status(receipt);
        ObjectNode body = format == Format.EVENT_JSON ? json(receipt, locale) : bundles.fhirResponse(receipt, locale);
        return new HttpAnswer(status, format, Codecs.get(format).write(body), retryAfter(status));
    }

    /** For what is no message: an OperationOutcome, or the errors as JSON. */
    HttpAnswer refusal(Refusal refusal, int status, Format format, Locale locale) {
        ObjectNode body = format == Format.EVENT_JSON
                ? receipts.jsonReceipt(IntakeReceipt.refused(null, "", null, List.of(refusal)), locale)
                : outcomes.operationOutcome(List.of(refusal), List.of(), false, locale);
        return new HttpAnswer(status, format, Codecs.get(format).write(body), retryAfter(status));
    }

    static int status(IntakeReceipt receipt) {
        if (receipt.outcome() != IntakeReceipt.Outcome.REFUSED) {
            return 200;
        }
        ErrorCode code = receipt.refusals().get(0).code();
        if (STATUS.containsKey(code)) {
            return STATUS.get(code);
        }
        if (code.retry() == Retry.LATER) {
            return 503;
        }
        return code.stage() == Stage.DECODE ? 400 : 422;
    }

    private ObjectNode json(IntakeReceipt receipt, Locale locale) {
        ObjectNode body = receipts.jsonReceipt(receipt, locale);
        if (receipt.hubId() != null) {
            body.putObject("links").put("status", "/api/v1/messages/" + receipt.hubId());
        }
        return body;
    }

    private static int retryAfter(int status) {
        return status == 503 ? TRY_AGAIN_SECONDS : 0;
    }
}
