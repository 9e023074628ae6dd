package se.knutpunkt.receipt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Retry;

/** OperationOutcomes that say what is wrong, where and how to mend it; also for answers outside of messaging. */
public final class Outcomes {

    private final ErrorTexts texts;

    public Outcomes(ErrorTexts texts) {
        this.texts = texts;
    }

    /** One issue per refusal, then one of severity information per remark; {@code duplicate} adds one that says so. */
    public ObjectNode operationOutcome(List<Refusal> refusals, List<String> remarks, boolean duplicate, Locale locale) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
        var issues = outcome.putArray("issue");
        refusals.forEach(refusal -> issue(issues.addObject(), refusal, locale));
        remarks.forEach(remark -> information(issues.addObject(), "informational", remark));
        if (duplicate) {
            information(issues.addObject(), "duplicate", "duplicate");
        }
        return outcome;
    }

    private void issue(ObjectNode issue, Refusal refusal, Locale locale) {
        ErrorCode code = refusal.code();
        issue.put("severity", "error").put("code", issueType(code));
        ObjectNode details = issue.putObject("details");
        details.putArray("coding").addObject().put("system", Fhir.ERROR).put("code", code.number());
        details.put("text", sentence(texts.sender(code, locale), refusal.detail()));
        String mend = texts.mend(code, locale);
        if (!mend.isEmpty()) {
            issue.put("diagnostics", mend);
        }
        if (!refusal.place().isBlank()) {
            issue.putArray("expression").add(refusal.place());
        }
    }

    private static void information(ObjectNode issue, String type, String code) {
        issue.put("severity", "information").put("code", type);
        issue.putObject("details")
                .putArray("coding")
                .addObject()
                .put("system", Fhir.REMARK)
                .put("code", code);
    }

    static String sentence(String text, String detail) {
        return detail.isBlank() ? text : text + " (" + detail + ")";
    }

    /** The IssueType nearest to the HL7 v2 error code (table 0357) of the catalogue. */
    private static String issueType(ErrorCode code) {
        if (code.retry() == Retry.LATER) {
            return "transient";
        }
        return switch (code.hl7ErrorCode()) {
            case "100" -> "structure";
            case "101" -> "required";
            case "102" -> "value";
            case "103" -> "code-invalid";
            case "200", "201", "203" -> "not-supported";
            case "204" -> "not-found";
            case "205" -> "duplicate";
            default -> "business-rule";
        };
    }
}
