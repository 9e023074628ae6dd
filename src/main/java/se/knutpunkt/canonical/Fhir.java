package se.knutpunkt.canonical;

/** The names of the canonical model: systems, extensions and profiles under one base. */
public final class Fhir {

    public static final String BASE = "https://knutpunkt.se/fhir";

    public static final String MESSAGE_PROFILE = BASE + "/StructureDefinition/hub-message";

    public static final String EVENT = BASE + "/CodeSystem/event";
    public static final String EVENT_VALUE_SET = BASE + "/ValueSet/event";
    public static final String EVENT_KIND = BASE + "/CodeSystem/event-kind";
    public static final String ELEMENT = BASE + "/CodeSystem/element";
    public static final String SECTION = BASE + "/CodeSystem/section";
    public static final String ROLE = BASE + "/CodeSystem/role";
    /** MessageHeader.meta.tag: {@code status-only} marks an event read out of an ADT stream, which only updates an open episode. */
    public static final String ORIGIN = BASE + "/CodeSystem/origin";

    public static final String EPISODE_IDENTIFIER = BASE + "/identifier/episode";
    public static final String VISIT_IDENTIFIER = BASE + "/identifier/visit-number";

    public static final String HAPPENED_AT = BASE + "/StructureDefinition/happened-at";
    public static final String REFERENCES_MESSAGE = BASE + "/StructureDefinition/references-message";
    public static final String WITHHELD = BASE + "/StructureDefinition/withheld";
    public static final String RECEIVER_ROLE = BASE + "/StructureDefinition/receiver-role";
    public static final String SENDER_ROLE = BASE + "/StructureDefinition/sender-role";
    public static final String ESTIMATED_DISCHARGE = BASE + "/StructureDefinition/estimated-discharge";
    public static final String COMPULSORY_CARE = BASE + "/StructureDefinition/compulsory-care";
    public static final String MUNICIPALITY_CODE = BASE + "/StructureDefinition/municipality-code";
    public static final String POSSIBLE_DUPLICATE = BASE + "/StructureDefinition/possible-duplicate";
    public static final String ATTEMPT = BASE + "/StructureDefinition/attempt";

    /** Code of MessageHeader.eventCoding in the response Bundles of the hub. */
    public static final String RECEIPT_EVENT = "technical-receipt";
    /** On MessageHeader.response: which of the three levels (valueCode). */
    public static final String RECEIPT_LEVEL = BASE + "/StructureDefinition/receipt-level";
    /** On MessageHeader.response: the receiving unit (valueIdentifier), repeated at level accepted. */
    public static final String RECEIPT_UNIT = BASE + "/StructureDefinition/receipt-unit";
    /** On MessageHeader.response: when the level was reached (valueInstant). */
    public static final String RECEIPT_AT = BASE + "/StructureDefinition/receipt-at";
    /** On MessageHeader.response: the episode to name from now on (valueIdentifier). */
    public static final String RECEIPT_EPISODE = BASE + "/StructureDefinition/receipt-episode";
    /** On MessageHeader.response: the hub's own id of the message (valueUuid). */
    public static final String HUB_ID = BASE + "/StructureDefinition/hub-id";
    /** OperationOutcome.issue.details.coding: numbers of the error catalogue, and remarks. */
    public static final String ERROR = BASE + "/CodeSystem/error";

    public static final String REMARK = BASE + "/CodeSystem/remark";

    public static final String SECURITY_LABEL = "http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel";
    public static final String ADDRESS_TYPE =
            "http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseAddressPersonExtension";
    /** Marks the tilltalsnamn among the given names, after the Swedish base rules. */
    public static final String NAME_QUALIFIER = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier";
    /** Prefix of MessageHeader endpoints: the HSA-id of a unit or system as a URN. */
    public static final String HSA_URN = "urn:x-hsa:";

    private Fhir() {}
}
