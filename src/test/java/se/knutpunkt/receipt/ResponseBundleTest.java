package se.knutpunkt.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.ReceiptRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

class ResponseBundleTest {

    private static final Instant NOON = Instant.parse("2026-11-02T11:00:00.001Z");
    private static final UUID HUB_ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID MESSAGE_ID = UUID.fromString("5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c02");
    private static final UUID EPISODE = UUID.fromString("7d1c5c3e-2f3b-4a59-9d2a-000000000001");
    private static final HsaId UNIT = HsaId.of("SE2120001413-SYN1438SOC");

    private final AtomicLong counter = new AtomicLong();
    private final ErrorTexts texts = new ErrorTexts();
    private final ResponseBundle bundles = new ResponseBundle(
            () -> new UUID(7L << 12, counter.incrementAndGet()),
            Clock.fixed(NOON, ZoneOffset.UTC),
            "urn:x-hub:knutpunkt",
            new Outcomes(texts));
    private final ReceiptJson json = new ReceiptJson(texts);

    @Test
    void acceptedNamesMessageLevelTimeEpisodeAndReceivers() {
        ObjectNode bundle = bundles.fhirResponse(accepted(), ErrorTexts.SWEDISH);
        JsonNode response = bundle.at("/entry/0/resource/response");
        assertThat(response.path("identifier").asText()).isEqualTo(MESSAGE_ID.toString());
        assertThat(response.path("code").asText()).isEqualTo("ok");
        assertThat(extension(response, Fhir.RECEIPT_LEVEL).path("valueCode").asText())
                .isEqualTo("accepted");
        assertThat(extension(response, Fhir.RECEIPT_AT).path("valueInstant").asText())
                .isEqualTo("2026-11-02T12:00:00.001+01:00");
        assertThat(extension(response, Fhir.RECEIPT_EPISODE)
                        .at("/valueIdentifier/value")
                        .asText())
                .isEqualTo(EPISODE.toString());
        assertThat(extension(response, Fhir.RECEIPT_UNIT)
                        .at("/valueIdentifier/value")
                        .asText())
                .isEqualTo(UNIT.value());
        assertThat(role(bundle)).isEqualTo("social-services");
        assertThat(bundle.path("entry")).hasSize(1);
    }

    @Test
    void duplicateIsOkAndSaysSo() {
        ObjectNode bundle = bundles.fhirResponse(accepted().asDuplicate(), Locale.ENGLISH);
        assertThat(bundle.at("/entry/0/resource/response/code").asText()).isEqualTo("ok");
        assertThat(bundle.at("/entry/1/resource/issue/0/severity").asText()).isEqualTo("information");
        assertThat(bundle.at("/entry/1/resource/issue/0/code").asText()).isEqualTo("duplicate");
    }

    @Test
    void refusedCarriesAnOperationOutcomeThatTheHeaderPointsAt() {
        Refusal missing = new Refusal(ErrorCode.REQUIRED_MISSING, "Encounter.period.start", "admittedAt");
        ObjectNode bundle = bundles.fhirResponse(
                IntakeReceipt.refused(HUB_ID, MESSAGE_ID.toString(), MESSAGE_ID, List.of(missing)), Locale.ENGLISH);
        JsonNode issue = bundle.at("/entry/1/resource/issue/0");
        assertThat(bundle.at("/entry/0/resource/response/code").asText()).isEqualTo("fatal-error");
        assertThat(bundle.at("/entry/0/resource/response/details/reference").asText())
                .isEqualTo(bundle.at("/entry/1/fullUrl").asText());
        assertThat(issue.at("/details/coding/0/code").asText()).isEqualTo("HUB-101");
        assertThat(issue.path("code").asText()).isEqualTo("required");
        assertThat(issue.at("/expression/0").asText()).isEqualTo("Encounter.period.start");
        assertThat(issue.at("/details/text").asText()).endsWith("(admittedAt)");
    }

    @Test
    void tryLaterIsTransientOnlyWhenNothingLastingIsWrong() {
        Refusal later = Refusal.of(ErrorCode.LEDGER_UNAVAILABLE, "");
        Refusal lasting = Refusal.of(ErrorCode.UNKNOWN_EVENT, "MessageHeader.eventCoding");
        assertThat(ReceiptCodes.of(List.of(later))).isEqualTo(ReceiptCode.TRANSIENT_ERROR);
        assertThat(ReceiptCodes.of(List.of(later, lasting))).isEqualTo(ReceiptCode.FATAL_ERROR);
        assertThat(ReceiptCodes.of(List.of())).isEqualTo(ReceiptCode.FATAL_ERROR);
    }

    @Test
    void messageIdThatIsNoFhirIdStillGetsAnAnswer() {
        IntakeReceipt receipt =
                IntakeReceipt.refused(null, "not an id\u0000", null, List.of(Refusal.of(ErrorCode.UNREADABLE, "")));
        ObjectNode bundle = bundles.fhirResponse(receipt, ErrorTexts.SWEDISH);
        assertThat(bundle.at("/entry/0/resource/response/identifier").asText()).isEqualTo("unknown");
    }

    @Test
    void laterReceiptIsAMessageWithTheIdOfTheRow() {
        ReceiptRow row = new ReceiptRow(
                HUB_ID,
                HUB_ID,
                MESSAGE_ID,
                HUB_ID,
                ReceiptLevel.RECEIVED,
                ReceiptCode.OK,
                "",
                UNIT,
                Role.SOCIAL_SERVICES,
                NOON);
        ObjectNode bundle = bundles.fhirResponse(row, ErrorTexts.SWEDISH);
        assertThat(bundle.at("/entry/0/resource/id").asText()).isEqualTo(HUB_ID.toString());
        assertThat(extension(bundle.at("/entry/0/resource/response"), Fhir.RECEIPT_LEVEL)
                        .path("valueCode")
                        .asText())
                .isEqualTo("received");
        ObjectNode plain = json.jsonReceipt(row, ErrorTexts.SWEDISH);
        assertThat(plain.path("code").asText()).isEqualTo("ok");
        assertThat(plain.path("level").asText()).isEqualTo("received");
        assertThat(plain.path("unit").asText()).isEqualTo(UNIT.value());
        assertThat(plain.path("role").asText()).isEqualTo("social-services");
        assertThat(role(bundle)).isEqualTo("social-services");
    }

    private static String role(ObjectNode bundle) {
        JsonNode unit = extension(bundle.at("/entry/0/resource/response"), Fhir.RECEIPT_UNIT);
        return extension(unit.path("valueIdentifier"), Fhir.RECEIVER_ROLE)
                .path("valueCode")
                .asText();
    }

    @Test
    void plainReceiptSaysWhatWhereAndHowToMend() {
        Refusal wrong = new Refusal(ErrorCode.UNKNOWN_RECEIVER, "receivers[0].unit", "");
        ObjectNode plain =
                json.jsonReceipt(IntakeReceipt.refused(HUB_ID, "m1", MESSAGE_ID, List.of(wrong)), Locale.ENGLISH);
        assertThat(plain.path("code").asText()).isEqualTo("fatal-error");
        assertThat(plain.path("outcome").asText()).isEqualTo("refused");
        assertThat(plain.at("/errors/0/number").asText()).isEqualTo("HUB-201");
        assertThat(plain.at("/errors/0/place").asText()).isEqualTo("receivers[0].unit");
        assertThat(plain.at("/errors/0/text").asText()).isNotEmpty();
    }

    private static IntakeReceipt accepted() {
        Receiver receiver = new Receiver("municipality-dals-ed", "municipality-dals-ed", UNIT, Role.SOCIAL_SERVICES);
        return new IntakeReceipt(
                IntakeReceipt.Outcome.ACCEPTED,
                HUB_ID,
                MESSAGE_ID.toString(),
                MESSAGE_ID,
                EPISODE,
                NOON,
                List.of(receiver),
                List.of(),
                List.of(),
                false);
    }

    private static JsonNode extension(JsonNode owner, String url) {
        for (JsonNode extension : owner.path("extension")) {
            if (url.equals(extension.path("url").asText())) {
                return extension;
            }
        }
        return owner.path("none");
    }
}
