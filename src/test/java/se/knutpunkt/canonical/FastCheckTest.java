package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonIdKind;
import se.knutpunkt.message.Refusal;

class FastCheckTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Definitions DEFINITIONS = new Definitions(TestCatalogue.get());
    private static final FastCheck CHECK = new FastCheck(DEFINITIONS, IdentityPolicy.demo(), AttachmentLimits.DEFAULT);

    private final ObjectNode bundle = CanonicalCases.read("admission-notice");
    private final ObjectNode header = resource(0);
    private final ObjectNode patient = resource(1);
    private final ObjectNode encounter = resource(2);
    private final ObjectNode task = resource(3);

    static Stream<Path> cases() {
        return CanonicalCases.list().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyGoodCasePasses(Path file) {
        assertThat(CHECK.check(CanonicalCases.read(file))).isEmpty();
    }

    /** place of the object, JSON merged into it, error, place of the finding. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | {\"id\": null} | WRONG_TYPE | MessageHeader.id",
                "0 | {\"id\": \"m1\"} | INVALID_IDENTIFIER | MessageHeader.id",
                "0 | {\"sender\": 7} | WRONG_TYPE | MessageHeader.sender",
                "0 | {\"destination\": {}} | WRONG_TYPE | MessageHeader.destination",
                "0 | {\"destination\": []} | WRONG_TYPE | MessageHeader.destination",
                "0 | {\"eventCoding\": {\"system\": \"https://knutpunkt.se/fhir/CodeSystem/event\", \"code\": \"x\"}} | UNKNOWN_EVENT | MessageHeader.eventCoding",
                "0 | {\"eventUri\": \"urn:x\"} | UNKNOWN_ELEMENT | MessageHeader.eventUri",
                "0 | {\"reason\": {\"coding\": [{\"system\": \"s\", \"code\": \"x\"}]}} | UNKNOWN_CODE | MessageHeader.reason.coding",
                "0 | {\"implicitRules\": \"urn:x\"} | UNKNOWN_ELEMENT | MessageHeader.implicitRules",
                "0 | {\"source\": {\"endpoint\": \"urn:x-hsa:SE2321000132-A\"}} | INVALID_IDENTIFIER | MessageHeader.source.endpoint",
                "1 | {\"birthDate\": \"1937-02-30\"} | INVALID_TIME | Patient.birthDate",
                "1 | {\"birthDate\": \"19370421\"} | INVALID_TIME | Patient.birthDate",
                "1 | {\"gender\": \"kvinna\"} | UNKNOWN_CODE | Patient.gender",
                "1 | {\"gender\": [\"female\"]} | WRONG_TYPE | Patient.gender",
                "1 | {\"active\": \"true\"} | WRONG_TYPE | Patient.active",
                "1 | {\"maritalStatus\": {\"text\": \"gift\"}} | UNKNOWN_ELEMENT | Patient.maritalStatus",
                "1 | {\"contained\": [{\"resourceType\": \"Patient\"}]} | UNKNOWN_ELEMENT | Patient.contained",
                "1 | {\"name\": [{\"family\": \"A\"}, {\"family\": \"B\"}]} | CARDINALITY | Patient.name",
                "1 | {\"name\": [{}]} | WRONG_TYPE | Patient.name[0]",
                "1 | {\"extension\": [{\"url\": \"http://example.org/x\", \"valueCode\": \"x\"}]} | UNKNOWN_ELEMENT | Patient.extension",
                "1 | {\"telecom\": [{\"system\": \"phone\", \"value\": \"1\", \"extension\": [{\"url\": \"http://example.org/x\", \"valueCode\": \"x\"}]}]} | UNKNOWN_ELEMENT | Patient.telecom[0].extension[0]",
                "1 | {\"modifierExtension\": [{\"url\": \"http://example.org/x\", \"valueCode\": \"x\"}]} | UNKNOWN_ELEMENT | Patient.modifierExtension",
                "1 | {\"_birthDate\": {\"extension\": [{\"url\": \"http://example.org/x\", \"valueCode\": \"x\"}]}} | UNKNOWN_ELEMENT | Patient._birthDate.extension[0]",
                "1 | {\"identifier\": [{\"system\": \"urn:oid:1.2.3\", \"value\": \"1\"}]} | INVALID_IDENTIFIER | Patient.identifier[0].system",
                "1 | {\"identifier\": [{\"value\": \"1\"}]} | REQUIRED_MISSING | Patient.identifier[0].system",
                "2 | {\"status\": null} | WRONG_TYPE | Encounter.status",
                "2 | {\"status\": \"open\"} | UNKNOWN_CODE | Encounter.status",
                "2 | {\"subject\": {\"reference\": \"Patient/1\"}} | UNRESOLVED_REFERENCE | Encounter.subject.reference",
                "2 | {\"serviceProvider\": {\"identifier\": {\"system\": \"urn:oid:1.2.752.129.2.1.4.1\", \"value\": \"SE2321000131-A\"}}} | FIXED_VALUE | Encounter.serviceProvider.identifier.system",
                "2 | {\"serviceProvider\": {\"identifier\": {\"system\": \"urn:oid:1.2.752.29.4.19\", \"value\": \"SE2321000132-A\"}}} | INVALID_IDENTIFIER | Encounter.serviceProvider.identifier.value",
                "2 | {\"serviceProvider\": {\"identifier\": {\"system\": \"urn:oid:2.5.4.97\", \"value\": \"2321000132\"}}} | INVALID_IDENTIFIER | Encounter.serviceProvider.identifier.value",
                "2 | {\"identifier\": [{\"system\": \"https://knutpunkt.se/fhir/identifier/episode\", \"value\": \"7\"}]} | INVALID_IDENTIFIER | Encounter.identifier[0].value",
                "2 | {\"diagnosis\": [{}]} | UNKNOWN_ELEMENT | Encounter.diagnosis",
                "3 | {\"intent\": \"\"} | WRONG_TYPE | Task.intent",
                "3 | {\"note\": [{\"text\": \"x\"}]} | UNKNOWN_ELEMENT | Task.note",
                "3 | {\"input\": [{\"type\": {\"coding\": [{\"system\": \"https://knutpunkt.se/fhir/CodeSystem/element\", \"code\": \"shoeSize\"}]}, \"valueString\": \"x\"}]} | UNKNOWN_CODE | Task.input[0].type.coding",
                "3 | {\"input\": [{\"type\": {\"coding\": [{\"system\": \"https://knutpunkt.se/fhir/CodeSystem/element\", \"code\": \"text\"}]}}]} | REQUIRED_MISSING | Task.input[0].value",
                "3 | {\"input\": [{\"type\": {\"coding\": [{\"system\": \"https://knutpunkt.se/fhir/CodeSystem/element\", \"code\": \"text\"}]}, \"valueInteger\": 1}]} | UNKNOWN_ELEMENT | Task.input[0].valueInteger",
                "3 | {\"input\": [{\"type\": {\"coding\": [{\"system\": \"https://knutpunkt.se/fhir/CodeSystem/element\", \"code\": \"text\"}]}, \"valueString\": \"a\", \"valueBoolean\": true}]} | CARDINALITY | Task.input[0].value",
                "3 | {\"input\": [{\"type\": {\"coding\": [{\"system\": \"https://knutpunkt.se/fhir/CodeSystem/element\", \"code\": \"text\"}]}, \"valueUuid\": \"7\"}]} | WRONG_TYPE | Task.input[0].valueUuid",
            })
    void eachKindOfFaultIsToldWithItsPlace(int entry, String change, ErrorCode code, String place) throws IOException {
        resource(entry).setAll((ObjectNode) JSON.readTree(change));
        assertThat(CHECK.check(bundle)).anySatisfy(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.place()).isEqualTo(place);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "type, Bundle.type",
        "timestamp, Bundle.timestamp",
        "id, Bundle.id",
        "entry, Bundle.entry",
    })
    void whatABundleNeedsIsMissed(String element, String place) {
        bundle.remove(element);
        assertThat(codesAt(place)).contains(ErrorCode.REQUIRED_MISSING);
    }

    @Test
    void aSliceThatMustBeThereIsMissedByItsName() {
        header.remove("extension");
        assertThat(codesAt("MessageHeader.extension:happenedAt")).containsExactly(ErrorCode.REQUIRED_MISSING);
    }

    @Test
    void aSliceThatStandsTwiceIsToldByItsName() {
        ArrayNode identifiers = (ArrayNode) encounter.path("identifier");
        identifiers.add(identifiers.get(0).deepCopy());
        assertThat(codesAt("Encounter.identifier:episode")).containsExactly(ErrorCode.CARDINALITY);
    }

    @Test
    void aBundleOfAnotherTypeIsRefused() {
        bundle.put("type", "collection");
        assertThat(CHECK.check(bundle)).contains(new Refusal(ErrorCode.FIXED_VALUE, "Bundle.type", "message"));
    }

    @Test
    void aFifthKindOfResourceIsRefused() {
        entries()
                .addObject()
                .put("fullUrl", "urn:uuid:5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1cff")
                .putObject("resource")
                .put("resourceType", "Observation");
        assertThat(codesAt("Bundle.entry[4]")).contains(ErrorCode.UNKNOWN_ELEMENT);
        assertThat(codesAt("Bundle.entry")).contains(ErrorCode.CARDINALITY);
    }

    @Test
    void aSecondPatientIsRefused() {
        entries().remove(3);
        entries().add(entries().get(1).deepCopy());
        assertThat(codesAt("Bundle.entry:patient")).contains(ErrorCode.CARDINALITY);
        assertThat(codesAt("Bundle.entry[3].fullUrl")).contains(ErrorCode.CARDINALITY);
    }

    @Test
    void theHeaderComesFirst() {
        entries().insert(0, entries().remove(1));
        assertThat(codesAt("Bundle.entry[0].resource.resourceType")).contains(ErrorCode.FIXED_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "\"x\"",
                "null",
                "{}",
                "{\"resourceType\": \"Patient\"}",
                "{\"entry\": 7}",
                "{\"entry\": [7]}"
            })
    void whatIsNoBundleIsRefusedAndNeverThrows(String text) throws IOException {
        assertThat(CHECK.check(JSON.readTree(text))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://electronichealth.se/identifier/personnummer, 193704219125, INVALID_IDENTIFIER",
        "http://electronichealth.se/identifier/personnummer, 191212121212, UNLISTED_TEST_IDENTITY",
        "http://electronichealth.se/identifier/samordningsnummer, 193704219124, INVALID_IDENTIFIER",
        "http://electronichealth.se/identifier/nationelltReservnummer, 19240301AA06, INVALID_IDENTIFIER",
        "urn:oid:1.2.752.113.11.0.2.1.1.1, 19810829M072, INVALID_IDENTIFIER",
    })
    void aPersonIsCheckedByTheSystemOfItsNumber(String system, String value, ErrorCode code) {
        ((ObjectNode) patient.path("identifier").path(0)).put("system", system).put("value", value);
        assertThat(codesAt("Patient.identifier[0].value")).containsExactly(code);
    }

    @Test
    void aProductionSystemRefusesTestPersons() {
        FastCheck production = new FastCheck(
                DEFINITIONS,
                IdentityPolicy.production(Set.of(new PersonId(PersonIdKind.PERSONNUMMER, "191212121212"))),
                AttachmentLimits.DEFAULT);
        assertThat(production.check(bundle))
                .extracting(Refusal::code)
                .containsExactly(ErrorCode.TEST_IDENTITY_IN_PRODUCTION);
    }

    @Test
    void protectedIdentityIsSaidOnThePatient() {
        patient.remove("meta");
        header.putObject("meta")
                .putArray("security")
                .addObject()
                .put("system", Fhir.SECURITY_LABEL)
                .put("code", "sekretessmarkering");
        assertThat(codesAt("Patient.meta.security")).containsExactly(ErrorCode.REQUIRED_MISSING);
    }

    @Test
    void aPlaceholderForANameNeedsTheLabel() {
        patient.remove("meta");
        ((ObjectNode) patient.path("name").path(0)).put("family", "Skyddad uppgift");
        assertThat(codesAt("Patient.meta.security")).containsExactly(ErrorCode.REQUIRED_MISSING);
    }

    @Test
    void aPersonWithSkyddadFolkbokforingHasNoRegisteredAddress() {
        label("skyddadFolkbokforing");
        ArrayNode addresses = patient.putArray("address");
        ObjectNode address = addresses.addObject();
        address.putArray("extension")
                .addObject()
                .put("url", Fhir.ADDRESS_TYPE)
                .putObject("valueCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", "http://snomed.info/sct")
                .put("code", "63381000052101");
        address.putArray("line").add("Storgatan 1");
        assertThat(codesAt("Patient.address[0]")).containsExactly(ErrorCode.CARDINALITY);
        label("sekretessmarkering");
        assertThat(CHECK.check(bundle)).isEmpty();
        label("somethingNew");
        assertThat(CHECK.check(bundle)).isEmpty();
    }

    static Stream<Map.Entry<Map<String, String>, ErrorCode>> attachments() {
        return Stream.of(
                Map.entry(Map.of("contentType", "application/pdf", "data", base64("%PDF-1.7 x")), ErrorCode.INTERNAL),
                Map.entry(
                        Map.of("contentType", "text/plain; charset=utf-8", "data", base64("Hej å")),
                        ErrorCode.INTERNAL),
                Map.entry(Map.of("contentType", "text/html", "data", base64("<p>")), ErrorCode.ATTACHMENT_NOT_ALLOWED),
                Map.entry(
                        Map.of("contentType", "image/png", "data", base64("%PDF-1.7 x")),
                        ErrorCode.ATTACHMENT_NOT_ALLOWED),
                Map.entry(
                        Map.of("contentType", "image/jpeg", "data", base64("GIF89a")),
                        ErrorCode.ATTACHMENT_NOT_ALLOWED),
                Map.entry(
                        Map.of("contentType", "text/plain", "data", base64("a\u0000b")),
                        ErrorCode.ATTACHMENT_NOT_ALLOWED),
                Map.entry(
                        Map.of("contentType", "text/plain", "data", base64("x".repeat(2_000))),
                        ErrorCode.ATTACHMENT_NOT_ALLOWED),
                Map.entry(
                        Map.of("contentType", "text/plain", "data", base64("x".repeat(9_000))),
                        ErrorCode.ATTACHMENT_NOT_ALLOWED),
                Map.entry(Map.of("contentType", "text/plain", "data", "no base64!"), ErrorCode.WRONG_TYPE),
                Map.entry(Map.of("contentType", "text/plain", "data", "AAA=BBB="), ErrorCode.WRONG_TYPE),
                Map.entry(Map.of("contentType", "text/plain"), ErrorCode.REQUIRED_MISSING),
                Map.entry(Map.of("data", base64("x")), ErrorCode.REQUIRED_MISSING),
                Map.entry(
                        Map.of("contentType", "text/plain", "data", base64("x"), "url", "http://example.org/x"),
                        ErrorCode.ATTACHMENT_NOT_ALLOWED));
    }

    @ParameterizedTest
    @MethodSource("attachments")
    void anAttachmentIsWhatItSaysAndAsLargeAsAllowed(Map.Entry<Map<String, String>, ErrorCode> attachment) {
        FastCheck strict = new FastCheck(
                DEFINITIONS,
                IdentityPolicy.demo(),
                new AttachmentLimits(AttachmentLimits.DEFAULT.contentTypes(), 1_000));
        ObjectNode input = task.putArray("input").addObject();
        input.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", Fhir.ELEMENT)
                .put("code", "attachment");
        ObjectNode value = input.putObject("valueAttachment");
        attachment.getKey().forEach(value::put);
        List<Refusal> refusals = strict.check(bundle);
        if (attachment.getValue() == ErrorCode.INTERNAL) {
            assertThat(refusals).isEmpty();
        } else {
            assertThat(refusals).isNotEmpty().allSatisfy(refusal -> {
                assertThat(refusal.code()).isEqualTo(attachment.getValue());
                assertThat(refusal.place()).startsWith("Task.input[0].valueAttachment.");
            });
        }
    }

    @Test
    void whatASenderInventsIsNeverRepeated() {
        patient.put("193704219124", "x").put("Ella Ek", "y");
        patient.putObject("_gender").put("Ella Ek", "y");
        assertThat(CHECK.check(bundle)).isNotEmpty().allSatisfy(refusal -> {
            assertThat(refusal.place() + refusal.detail())
                    .doesNotContain("1937")
                    .doesNotContain("Ella");
        });
    }

    @Test
    void formsWithoutContentAreTakenAsFhirAllowsThem() {
        patient.put("language", "sv").put("active", true);
        patient.putObject("text")
                .put("status", "generated")
                .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>");
        task.withObject("meta").put("lastUpdated", "2026-11-02T09:15:00Z");
        ((ObjectNode) patient.path("name").path(0)).put("id", "n1").put("use", "official");
        assertThat(CHECK.check(bundle)).isEmpty();
    }

    @Test
    void aHostileBundleGivesABoundedAnswer() {
        ArrayNode names = patient.putArray("name");
        for (int i = 0; i < 10_000; i++) {
            names.addObject().put("nonsense", i);
        }
        assertThat(CHECK.check(bundle)).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void longTextsDoNotOverflowThePatterns() {
        String words = "a ".repeat(200_000) + "a";
        ((ObjectNode) patient.path("name").path(0)).put("family", words);
        ((ObjectNode) header.path("sender")).put("type", words);
        assertThat(codesAt("MessageHeader.sender.type")).containsExactly(ErrorCode.WRONG_TYPE);
        assertThat(codesAt("Patient.name[0].family")).isEmpty();
    }

    @Test
    void aConstructTheCompilerDoesNotKnowIsADefect() throws IOException {
        for (String element : List.of(
                "{\"id\": \"X\", \"path\": \"X\", \"minValueInteger\": 1}",
                "{\"id\": \"X\", \"path\": \"X\", \"constraint\": [{\"key\": \"new-1\"}]}",
                "{\"id\": \"X\", \"path\": \"X\", \"patternCoding\": {}}")) {
            JsonNode elements = JSON.readTree("[" + element + "]");
            assertThatThrownBy(() -> SnapshotElement.of(elements))
                    .isInstanceOfSatisfying(
                            HubException.class,
                            defect -> assertThat(defect.code()).isEqualTo(ErrorCode.CONFIGURATION_DEFECT));
        }
    }

    private void label(String code) {
        patient.putObject("meta")
                .putArray("security")
                .addObject()
                .put("system", Fhir.SECURITY_LABEL)
                .put("code", code);
    }

    private List<ErrorCode> codesAt(String place) {
        return CHECK.check(bundle).stream()
                .filter(refusal -> refusal.place().equals(place))
                .map(Refusal::code)
                .toList();
    }

    private ArrayNode entries() {
        return (ArrayNode) bundle.path("entry");
    }

    private ObjectNode resource(int entry) {
        return (ObjectNode) bundle.path("entry").path(entry).path("resource");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
