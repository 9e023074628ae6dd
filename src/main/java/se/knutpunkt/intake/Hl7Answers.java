package se.knutpunkt.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.codec.Hl7Acknowledgement;
import se.knutpunkt.codec.Hl7Header;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Refusal;

/**
 * The acknowledgements of one HL7 message. Original mode: one, with AA, AE or AR. Enhanced mode (MSH-15 or MSH-16 valued, or the
 * adapter says so): a commit acknowledgement with CA, CE or CR as MSH-15 asks, and an application acknowledgement as MSH-16 asks;
 * both are known at once, since the hub answers after its commit.
 */
final class Hl7Answers {

    private final ErrorTexts texts;
    private final Clock clock;
    private final Ids ids;

    Hl7Answers(ErrorTexts texts, Clock clock, Ids ids) {
        this.texts = texts;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @param header MSH of the message; {@link Hl7Header#NONE} when it could not be read
     * @param enhanced true when the sender's adapter asks for enhanced mode without MSH-15
     * @param charset charset of the sender where MSH-18 is empty
     * @return the acknowledgements in order; none when the sender wants none
     */
    List<byte[]> answer(Hl7Header header, IntakeReceipt receipt, boolean enhanced, String charset) {
        List<Hl7Acknowledgement.Line> lines = receipt.refusals().stream()
                .map(refusal -> new Hl7Acknowledgement.Line(refusal, text(refusal)))
                .toList();
        return codes(header, receipt, enhanced).stream()
                .map(code -> Hl7Acknowledgement.write(
                        header,
                        code,
                        ids.next().toString().replace("-", "").substring(12),
                        clock.instant(),
                        charset,
                        lines))
                .toList();
    }

    static List<String> codes(Hl7Header header, IntakeReceipt receipt, boolean enhanced) {
        String code = code(receipt);
        boolean positive = code.equals("AA");
        if (!header.asksForEnhanced()) {
            return List.of(enhanced ? commit(code) : code);
        }
        List<String> codes = new ArrayList<>();
        if (wants(header.acceptAcknowledgement(), positive)) {
            codes.add(commit(code));
        }
        if (wants(header.applicationAcknowledgement(), positive)) {
            codes.add(code);
        }
        // A message is left without an answer only when both fields say so: many set MSH-15 alone and wait.
        boolean bothSaid = !header.acceptAcknowledgement().isEmpty()
                && !header.applicationAcknowledgement().isEmpty();
        return codes.isEmpty() && !bothSaid ? List.of(code) : codes;
    }

    /** AR for the envelope and for "try later", AE for content (architecture 2). */
    private static String code(IntakeReceipt receipt) {
        if (receipt.outcome() != IntakeReceipt.Outcome.REFUSED) {
            return "AA";
        }
        boolean envelope = receipt.refusals().stream()
                .anyMatch(refusal -> refusal.code().hl7Acknowledgement().equals("AR"));
        return envelope ? "AR" : "AE";
    }

    private static String commit(String code) {
        return "C" + code.charAt(1);
    }

    /** HL7 table 0155. */
    private static boolean wants(String condition, boolean positive) {
        return condition.equals("AL") || condition.equals("SU") && positive || condition.equals("ER") && !positive;
    }

    private String text(Refusal refusal) {
        String detail = refusal.detail().isEmpty() ? "" : " (" + refusal.detail() + ")";
        return texts.sender(refusal.code(), ErrorTexts.SWEDISH)
                + detail
                + " "
                + texts.mend(refusal.code(), ErrorTexts.SWEDISH);
    }
}
