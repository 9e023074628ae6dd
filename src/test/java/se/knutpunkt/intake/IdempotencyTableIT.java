package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import se.knutpunkt.codec.Format;

/** MedCom's table of message and transmission id (domain 6.3), every row in every format, through the entrances of the whole hub. */
class IdempotencyTableIT {

    private static HubFixture hub;

    @BeforeAll
    static void start() {
        hub = HubFixture.get();
    }

    @TestFactory
    Stream<DynamicTest> everyRowInEveryFormat() throws IOException {
        JsonNode rows = new YAMLMapper()
                .readTree(Path.of("test-data/idempotency/table.yaml").toFile())
                .path("rows");
        assertThat(rows.size()).isGreaterThanOrEqualTo(4);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode row : rows) {
            for (Format format : RepeatedMessage.formats()) {
                if (format != Format.HL7_V2 || row.path("hl7v2").asBoolean(true)) {
                    tests.add(DynamicTest.dynamicTest(
                            row.path("name").asText() + ", " + format.code(), () -> hold(row, format)));
                }
            }
        }
        return tests.stream();
    }

    private static void hold(JsonNode row, Format format) {
        RepeatedMessage message =
                RepeatedMessage.fresh(format, row.path("first").asText().equals("accepted"));
        RepeatedAnswer first = message.send(hub);
        assertThat(first.positive()).as(first.toString()).isEqualTo(message.good());

        RepeatedMessage next = message;
        if (row.path("content").asText().equals("other")) {
            next = next.withOtherContent();
        }
        if (row.path("message").asText().equals("new")) {
            next = next.withNewMessageId();
        }
        if (row.path("transmission").asText().equals("new")) {
            next = next.withNewTransmission();
        }
        RepeatedAnswer second = next.send(hub);

        String expected = row.path("answer").asText();
        switch (expected) {
            case "same" -> {
                assertThat(second.receipt()).isEqualTo(first.receipt());
                assertThat(second.duplicate()).as(second.toString()).isEqualTo(format != Format.HL7_V2);
            }
            case "new" -> {
                assertThat(second.positive()).as(second.toString()).isTrue();
                assertThat(second.receipt()).isNotEqualTo(first.receipt());
            }
            default -> assertThat(second.errors()).as(second.toString()).containsExactly(expected);
        }
        assertThat(countAccepted(message.messageId(), next.messageId()))
                .isEqualTo(row.path("processed").asLong());
    }

    @Test
    void aDuplicateInTheOtherSyntaxOfFhirGetsTheSameReceiptInThatSyntax() {
        RepeatedMessage json = RepeatedMessage.fresh(Format.FHIR_JSON, true);
        RepeatedAnswer first = json.send(hub);

        RepeatedAnswer again = json.in(Format.FHIR_XML).withNewTransmission().send(hub);

        assertThat(again.receipt()).isEqualTo(first.receipt());
        assertThat(again.duplicate()).isTrue();
        assertThat(countAccepted(json.messageId())).isEqualTo(1);
    }

    /** Whether two standards say the same cannot be told, so nothing is processed twice and the sender is told. */
    @Test
    void aMessageIdInAnotherStandardIsOtherContentAndIsNotProcessedAgain() {
        RepeatedMessage event = RepeatedMessage.fresh(Format.EVENT_JSON, true);
        assertThat(event.send(hub).positive()).isTrue();

        RepeatedAnswer asFhir = RepeatedAnswer.ofFhir(
                HttpCall.post(
                        HttpCall.FHIR,
                        hub.token("samsa"),
                        Format.FHIR_JSON.mediaType(),
                        event.in(Format.FHIR_JSON).bytes()),
                Format.FHIR_JSON);

        assertThat(asFhir.positive()).as(asFhir.toString()).isFalse();
        assertThat(countAccepted(event.messageId())).isEqualTo(1);
    }

    @Test
    void eachAdapterRemembersForItsOwnWindow() {
        RepeatedMessage wrapping = RepeatedMessage.fresh(Format.HL7_V2, true);
        RepeatedMessage lasting = RepeatedMessage.fresh(Format.EVENT_JSON, true);
        wrapping.send(hub);
        lasting.send(hub);

        assertThat(rememberedDays(wrapping.messageId()))
                .isEqualTo(hub.directory()
                        .findSystem("adt-nu")
                        .orElseThrow()
                        .inbound()
                        .duplicateWindowDays())
                .isLessThan(30);
        assertThat(rememberedDays(lasting.messageId()))
                .isEqualTo(hub.directory()
                        .findSystem("samsa")
                        .orElseThrow()
                        .inbound()
                        .duplicateWindowDays())
                .isGreaterThanOrEqualTo(30);
    }

    @Test
    void aControlIdThatHasWrappedIsAMessageOfItsOwnWhenItsWindowIsOver() {
        RepeatedMessage before = RepeatedMessage.fresh(Format.HL7_V2, true);
        before.send(hub);
        RepeatedMessage wrapped = new RepeatedMessage(
                Format.HL7_V2, before.messageId(), "20261110090000+0100", before.visit() + "W", true, "0322-111111");
        assertThat(wrapped.send(hub).errors()).as("within the window").containsExactly("HUB-401");
        endWindow(before.messageId());

        RepeatedAnswer after = wrapped.send(hub);

        assertThat(after.positive()).as(after.toString()).isTrue();
        assertThat(hub.sql()
                        .sql("SELECT count(DISTINCT message_id) FROM message WHERE sender_message_id = ?"
                                + " AND state = 'ACCEPTED'")
                        .param(before.messageId())
                        .query(Long.class)
                        .single())
                .as("receivers tell the two apart")
                .isEqualTo(2);
        assertThat(wrapped.send(hub).receipt()).as("and it is remembered anew").isEqualTo(after.receipt());
    }

    private static long countAccepted(String... senderIds) {
        return hub.sql()
                .sql("SELECT count(*) FROM message WHERE state = 'ACCEPTED' AND sender_message_id = ANY (?)")
                .param(senderIds)
                .query(Long.class)
                .single();
    }

    private static long rememberedDays(String senderId) {
        return hub.sql()
                .sql("SELECT round(extract(epoch FROM i.remembered_to - m.received_at) / 86400) FROM idempotency i"
                        + " JOIN message m ON m.hub_id = i.hub_id WHERE m.sender_message_id = ? LIMIT 1")
                .param(senderId)
                .query(Long.class)
                .single();
    }

    private static void endWindow(String senderId) {
        hub.sql()
                .sql("UPDATE idempotency SET remembered_to = clock_timestamp() - interval '1 second' WHERE hub_id IN"
                        + " (SELECT hub_id FROM message WHERE sender_message_id = ? AND state = 'ACCEPTED')")
                .param(senderId)
                .update();
    }
}
