package se.knutpunkt.simulate;

/** The published names of the hub's canonical model that a system on the outside has to know. */
final class FhirNames {

    static final String BASE = "https://knutpunkt.se/fhir";
    static final String EVENT = BASE + "/CodeSystem/event";
    static final String EVENT_KIND = BASE + "/CodeSystem/event-kind";
    static final String ELEMENT = BASE + "/CodeSystem/element";
    static final String EPISODE_IDENTIFIER = BASE + "/identifier/episode";
    static final String VISIT_IDENTIFIER = BASE + "/identifier/visit-number";
    static final String PROFILE = BASE + "/StructureDefinition/hub-message";
    static final String HAPPENED_AT = BASE + "/StructureDefinition/happened-at";
    static final String REFERENCES_MESSAGE = BASE + "/StructureDefinition/references-message";
    static final String WITHHELD = BASE + "/StructureDefinition/withheld";
    static final String RECEIVER_ROLE = BASE + "/StructureDefinition/receiver-role";
    static final String SENDER_ROLE = BASE + "/StructureDefinition/sender-role";
    static final String ESTIMATED_DISCHARGE = BASE + "/StructureDefinition/estimated-discharge";
    static final String COMPULSORY_CARE = BASE + "/StructureDefinition/compulsory-care";
    static final String MUNICIPALITY_CODE = BASE + "/StructureDefinition/municipality-code";
    static final String POSSIBLE_DUPLICATE = BASE + "/StructureDefinition/possible-duplicate";
    static final String RECEIPT_UNIT = BASE + "/StructureDefinition/receipt-unit";
    static final String SECURITY_LABEL = "http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel";
    static final String ADDRESS_TYPE = "http://hl7.se/fhir/ig/base/StructureDefinition/SEBaseAddressPersonExtension";
    static final String HSA = "urn:oid:1.2.752.29.4.19";
    static final String HSA_URN = "urn:x-hsa:";

    private FhirNames() {}
}
