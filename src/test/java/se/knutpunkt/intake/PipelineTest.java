package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.codec.Format;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Inbound;
import se.knutpunkt.episode.EpisodeParameters;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.IntakeReceipt.Outcome;
import se.knutpunkt.ledger.ReceiptLedger;
import se.knutpunkt.ledger.RefusedMessage;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.translate.Translated;
import se.knutpunkt.translate.Translator;

/** The way of a message up to the ledger, whose answers are given here. */
class PipelineTest {

    private static final String STATUS_ONLY = "{'resourceType':'Bundle','id':'t','entry':["
            + "{'resource':{'resourceType':'MessageHeader','id':'m','meta':{'tag':[{"
            + "'system':'https://knutpunkt.se/fhir/CodeSystem/origin','code':'status-only'}]}}},"
            + "{'resource':{'resourceType':'Encounter','identifier':[{"
            + "'system':'https://knutpunkt.se/fhir/identifier/visit-number','value':'VT1',"
            + "'assigner':{'identifier':{'value':'SE2321000131-SYNH100'}}}]}}]}";

    private final IntakeLedger ledger = mock(IntakeLedger.class);
    private final Translator translator = mock(Translator.class);
    private final FastCheck fastCheck = mock(FastCheck.class);
    private final KeyedHasher hasher = mock(KeyedHasher.class);
    private final ConfigurationInForce configuration = new ConfigurationInForce();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Pipeline pipeline = new Pipeline(
            configuration,
            ledger,
            mock(ReceiptLedger.class),
            new EpisodeRules(EpisodeParameters.DEFAULT),
            IdentityPolicy.demo(),
            hasher,
            new TimeOrderedIds(),
            meters);

    @BeforeEach
    void prepare() {
        HubSystem system = system(Set.of(Format.EVENT_JSON));
        configuration.put(new InForce(
                "hash",
                new Catalogue(List.of(), List.of()),
                new Directory(List.of(), List.of(system)),
                translator,
                fastCheck));
        when(hasher.hashContent(any())).thenReturn("00");
        when(translator.inSourceTerms(anyString(), any())).thenAnswer(call -> call.getArgument(1));
        when(ledger.recordRefused(any())).thenAnswer(call -> {
            RefusedMessage refused = call.getArgument(0);
            return IntakeReceipt.refused(refused.hubId(), refused.senderMessageId(), null, refused.refusals());
        });
    }

    @Test
    void whatCarriesNoEventIsCountedAndNotStored() {
        translates(new Translated.NoEvent("adt-without-judgement"));

        IntakeReceipt receipt = handle("{\"messageId\":\"M1\",\"event\":\"x\"}");

        assertThat(receipt.outcome()).isEqualTo(Outcome.NOWHERE);
        assertThat(receipt.senderMessageId()).isEqualTo("M1");
        verify(ledger).countNowhere("hospital", "", "adt-without-judgement");
        verify(ledger, never()).record(any(), any());
        verify(ledger, never()).recordRefused(any());
    }

    @Test
    void aStatusWithoutAnOpenEpisodeIsCountedBeforeItIsChecked() throws Exception {
        translates(new Translated.Canonical(tree(STATUS_ONLY)));
        when(ledger.findOpenEpisode("SE2321000131-SYNH100", "VT1")).thenReturn(Optional.empty());

        IntakeReceipt receipt = handle("{\"messageId\":\"M1\"}");

        assertThat(receipt.outcome()).isEqualTo(Outcome.NOWHERE);
        verify(ledger).countNowhere("hospital", "", "no-open-episode");
        verify(fastCheck, never()).check(any(JsonNode.class));
    }

    @Test
    void aStatusOfAnOpenEpisodeIsChecked() throws Exception {
        translates(new Translated.Canonical(tree(STATUS_ONLY)));
        when(ledger.findOpenEpisode("SE2321000131-SYNH100", "VT1")).thenReturn(Optional.of(UUID.randomUUID()));
        when(fastCheck.check(any(JsonNode.class)))
                .thenReturn(List.of(Refusal.of(ErrorCode.REQUIRED_MISSING, "Patient")));

        IntakeReceipt receipt = handle("{\"messageId\":\"M1\"}");

        assertThat(receipt.refusals()).containsExactly(Refusal.of(ErrorCode.REQUIRED_MISSING, "Patient"));
    }

    @Test
    void whatCannotBeReadLeavesARowWithTheHashOfItsBytes() {
        IntakeReceipt receipt = handle("{");

        assertThat(receipt.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(recorded().refusals()).first().extracting(Refusal::code).isEqualTo(ErrorCode.UNREADABLE);
        assertThat(recorded().contentHash()).isEqualTo("00");
        assertThat(recorded().senderMessageId()).isEmpty();
    }

    @Test
    void aMessageWithoutIdIsRefusedAtItsPlace() {
        handle("{\"event\":\"x\"}");

        assertThat(recorded().refusals()).containsExactly(Refusal.of(ErrorCode.REQUIRED_MISSING, "messageId"));
    }

    @Test
    void aFaultOfOurMappingIsToldAsTryLaterAndRecorded() {
        when(translator.toCanonical(any(), any(), any(), any()))
                .thenThrow(new HubException(ErrorCode.MAPPING_FAILED, "event-to-canonical", ""));

        IntakeReceipt receipt = handle("{\"messageId\":\"M1\"}");

        assertThat(receipt.refusals().get(0).code()).isEqualTo(ErrorCode.MAPPING_FAILED);
        assertThat(recorded().senderMessageId()).isEqualTo("M1");
    }

    @Test
    void theUnexpectedIsToldAsTryLaterWithoutItsText() {
        when(translator.toCanonical(any(), any(), any(), any()))
                .thenThrow(new IllegalStateException("193704219124 is in the text"));

        IntakeReceipt receipt = handle("{\"messageId\":\"M1\"}");

        assertThat(receipt.refusals()).containsExactly(Refusal.of(ErrorCode.INTERNAL, ""));
    }

    @Test
    void aLedgerThatIsAwayIsToldAsTryLater() {
        translates(new Translated.Refused(List.of(Refusal.of(ErrorCode.INVALID_TIME, "PID-7"))));
        doThrow(new HubException(ErrorCode.LEDGER_UNAVAILABLE, "ledger", ""))
                .when(ledger)
                .recordRefused(any());

        IntakeReceipt receipt = handle("{\"messageId\":\"M1\"}");

        assertThat(receipt.refusals()).containsExactly(Refusal.of(ErrorCode.LEDGER_UNAVAILABLE, ""));
    }

    @Test
    void aFormatTheAdapterDoesNotNameIsRefused() {
        IntakeReceipt receipt = pipeline.handle(submission(system(Set.of(Format.HL7_V2)), "{}"));

        assertThat(receipt.refusals().get(0).code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void everyMessageIsTimedByAdapterAndOutcome() {
        translates(new Translated.NoEvent("none"));

        handle("{\"messageId\":\"M1\"}");

        assertThat(meters.get(StageTimes.METER)
                        .tags("stage", "intake", "adapter", "hospital", "outcome", "nowhere")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private RefusedMessage recorded() {
        ArgumentCaptor<RefusedMessage> refused = ArgumentCaptor.forClass(RefusedMessage.class);
        verify(ledger).recordRefused(refused.capture());
        return refused.getValue();
    }

    private void translates(Translated outcome) {
        when(translator.toCanonical(any(), any(), any(), any())).thenReturn(outcome);
    }

    private IntakeReceipt handle(String json) {
        return pipeline.handle(submission(system(Set.of(Format.EVENT_JSON)), json));
    }

    private static Submission submission(HubSystem system, String json) {
        return new Submission(
                system, Format.EVENT_JSON, json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH, "http", "");
    }

    private static HubSystem system(Set<Format> formats) {
        Inbound inbound = new Inbound(formats, "", 1_000_000, 10, "UTF-8", false, "", 30);
        return new HubSystem(
                "hospital", HsaId.of("SE2321000131-SYNH100"), "Sjukhus", Set.of(), inbound, null, Map.of());
    }

    private static ObjectNode tree(String json) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
    }
}
