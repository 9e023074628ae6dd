package se.knutpunkt.message;

/** The answer of a receipt; the FHIR names ({@code response-code}), with the HL7 v2 code (table 0008) beside. */
public enum ReceiptCode {
    OK("ok", "AA"),
    TRANSIENT_ERROR("transient-error", "AR"),
    FATAL_ERROR("fatal-error", "AE");

    private final String fhirCode;
    private final String hl7Code;

    ReceiptCode(String fhirCode, String hl7Code) {
        this.fhirCode = fhirCode;
        this.hl7Code = hl7Code;
    }

    public String fhirCode() {
        return fhirCode;
    }

    /** The code for content; envelope errors answer AR whatever this says (architecture 2). */
    public String hl7Code() {
        return hl7Code;
    }
}
