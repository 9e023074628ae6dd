package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.codec.Hl7Header;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Refusal;

class Hl7AnswersTest {

    private final Hl7Answers answers = new Hl7Answers(
            new ErrorTexts(),
            Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC),
            () -> UUID.fromString("00000000-0000-7000-8000-000000000001"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // MSH-15, MSH-16, adapter, error, codes
                "'', '', false, -, AA",
                "'', '', false, INVALID_TIME, AE",
                "'', '', false, UNREADABLE, AR",
                "'', '', false, LEDGER_UNAVAILABLE, AR",
                "'', '', true, -, CA",
                "'', '', true, INVALID_TIME, CE",
                "AL, '', false, -, CA",
                "AL, '', true, UNREADABLE, CR",
                "AL, AL, false, -, CA AA",
                "AL, NE, false, INVALID_TIME, CE",
                "NE, AL, false, -, AA",
                "'', AL, false, UNSUPPORTED_VERSION, AR",
                "NE, NE, false, -, ''",
                "ER, ER, false, -, ''",
                "ER, ER, false, INVALID_TIME, CE AE",
                "SU, NE, false, -, CA",
                "ER, '', false, -, AA",
                "ER, '', false, INVALID_TIME, CE",
                "'', ER, false, -, AA",
                "NE, '', false, -, AA"
            })
    void theModeOfAcknowledgementIsWhatTheHeaderAndTheAdapterAskFor(
            String accept, String application, boolean adapter, ErrorCode error, String codes) {
        IntakeReceipt receipt = error == null
                ? IntakeReceipt.nowhere("M1")
                : IntakeReceipt.refused(null, "M1", null, List.of(Refusal.of(error, "PID-7")));

        assertThat(String.join(" ", Hl7Answers.codes(header(accept, application, ""), receipt, adapter)))
                .isEqualTo(codes);
    }

    @Test
    void aRefusalSaysWhatWhereAndHowToMendInTheCharsetOfTheMessage() {
        IntakeReceipt receipt =
                IntakeReceipt.refused(null, "M1", null, List.of(Refusal.of(ErrorCode.INVALID_TIME, "PID-7")));

        String ack = new String(
                answers.answer(header("", "", "8859/1"), receipt, false, "").get(0), StandardCharsets.ISO_8859_1);

        assertThat(ack)
                .contains("MSA|AE|M1")
                .contains("PID^1^7")
                .contains("102")
                .contains("En tidpunkt är felaktig");
    }

    @Test
    void whatCannotBeReadIsAnsweredToo() {
        IntakeReceipt receipt = IntakeReceipt.refused(null, "", null, List.of(Refusal.of(ErrorCode.UNREADABLE, "MSH")));

        String ack =
                new String(answers.answer(Hl7Header.NONE, receipt, false, "").get(0), StandardCharsets.UTF_8);

        assertThat(ack).startsWith("MSH|").contains("MSA|AR");
    }

    private static Hl7Header header(String accept, String application, String charset) {
        String text = "MSH|^~\\&|APP|FAC|HUB|VGR|20260101120000||ADT^A01|M1|P|2.5|||" + accept + "|" + application
                + "|SWE|" + charset + "\r";
        return Hl7Header.peek(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
