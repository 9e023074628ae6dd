package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

/** What is remembered of a message that comes again, over the ends of months (where the tables are cut) and at the end of its window. */
class IdempotencyMemoryIT {

    private static LedgerFixture fixture;
    private static Ledgers ledgers;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
        ledgers.controls().register("ale", "push-fhir", true, false, 4);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    /** The months are those of the ids, not of any clock: the first message is the last of its month, the second the first of the next. */
    @ParameterizedTest
    @CsvSource({
        "2030-12-31T23:59:59.999Z,2031-01-01T00:00:00.000Z,7",
        "2028-02-29T23:59:59.999Z,2028-03-01T00:00:00.000Z,30",
        "2031-04-30T23:59:59.999Z,2031-05-30T23:59:59.998Z,30",
        "2031-06-30T21:59:59.999Z,2031-06-30T22:00:00.000Z,90",
        "2032-01-31T23:00:00.000Z,2032-03-01T22:59:59.000Z,400",
        "2030-12-31T23:59:59.999Z,2031-01-05T00:00:00.000Z,30",
        "2031-12-29T12:00:00.000Z,2032-01-05T11:59:59.000Z,7"
    })
    void aRepetitionInTheNextMonthGetsTheSameReceipt(String first, String second, int days) {
        months(first);
        months(second);
        String id = "month " + first + days;

        IntakeReceipt accepted = ledgers.intake().record(draft(at(first), id, "t1", "aa", days), Drafts.aloneTo("ale"));
        IntakeReceipt again = ledgers.intake().record(draft(at(second), id, "t2", "aa", days), Drafts.aloneTo("ale"));
        IntakeReceipt other = ledgers.intake().record(draft(at(second), id, "t3", "bb", days), Drafts.aloneTo("ale"));
        IntakeReceipt reused =
                ledgers.intake().record(draft(at(second), id + " new", "t1", "cc", days), Drafts.aloneTo("ale"));

        assertThat(again).isEqualTo(accepted.asDuplicate());
        assertThat(other.refusals()).extracting(Refusal::code).containsExactly(ErrorCode.SAME_ID_OTHER_CONTENT);
        assertThat(reused.refusals()).extracting(Refusal::code).containsExactly(ErrorCode.TRANSMISSION_ID_REUSED);
        assertThat(countAccepted(id)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 29 days 23 hours 59 minutes, true",
        "30, 30 days 1 second, false",
        "400, 399 days 23 hours 59 minutes, true",
        "7, 6 days 23 hours 59 minutes, true",
        "7, 7 days 1 second, false"
    })
    void aMessageIsRememberedForTheWindowOfItsAdapter(int days, String later, boolean remembered) {
        String id = "window " + days + " " + later;
        IntakeReceipt first =
                ledgers.intake().record(draft(Drafts.IDS.next(), id, "", "aa", days), Drafts.aloneTo("ale"));
        pass(first.hubId(), later);

        IntakeReceipt again =
                ledgers.intake().record(draft(Drafts.IDS.next(), id, "", "aa", days), Drafts.aloneTo("ale"));

        assertThat(again.duplicate()).isEqualTo(remembered);
        assertThat(again.hubId().equals(first.hubId())).isEqualTo(remembered);
        assertThat(countAccepted(id)).isEqualTo(remembered ? 1 : 2);
    }

    @Test
    void aRepetitionDoesNotMakeTheWindowLonger() {
        IntakeReceipt first =
                ledgers.intake().record(draft(Drafts.IDS.next(), "once", "", "aa"), Drafts.aloneTo("ale"));
        pass(first.hubId(), "29 days");
        ledgers.intake().record(draft(Drafts.IDS.next(), "once", "", "aa"), Drafts.aloneTo("ale"));
        pass(first.hubId(), "1 day 1 second");

        assertThat(ledgers.intake()
                        .record(draft(Drafts.IDS.next(), "once", "", "aa"), Drafts.aloneTo("ale"))
                        .duplicate())
                .isFalse();
    }

    @Test
    void aRefusedMessageKeepsItsTransmissionIdFromOthers() {
        ledgers.intake().recordRefused(refused("refused-1", "t-refused", ErrorCode.UNKNOWN_CODE));

        IntakeReceipt mended = ledgers.intake()
                .record(draft(Drafts.IDS.next(), "refused-2", "t-refused", "bb"), Drafts.aloneTo("ale"));

        assertThat(mended.refusals()).extracting(Refusal::code).containsExactly(ErrorCode.TRANSMISSION_ID_REUSED);
    }

    @Test
    void whatMayGoWellLaterKeepsNoIdFromItself() {
        ledgers.intake().recordRefused(refused("later-1", "t-later", ErrorCode.MAPPING_FAILED));

        IntakeReceipt next =
                ledgers.intake().record(draft(Drafts.IDS.next(), "later-1", "t-later", "cc"), Drafts.aloneTo("ale"));

        assertThat(next.outcome()).isEqualTo(IntakeReceipt.Outcome.ACCEPTED);
        assertThat(next.duplicate()).isFalse();
    }

    private static RefusedMessage refused(String id, String transmission, ErrorCode code) {
        return new RefusedMessage(
                Drafts.IDS.next(),
                "hospital",
                id,
                transmission,
                "cc",
                30,
                "",
                "fhir-json",
                java.time.Instant.parse("2026-11-24T05:00:00Z"),
                "c0ffee",
                List.of(Refusal.of(code, "")));
    }

    private static IntakeDraft draft(UUID hubId, String id, String transmission, String content) {
        return draft(hubId, id, transmission, content, 30);
    }

    private static IntakeDraft draft(UUID hubId, String id, String transmission, String content, int days) {
        IntakeDraft draft = Drafts.of(
                id, transmission.isEmpty() ? "" : id.split(" new")[0] + transmission, content, Drafts.none(), null);
        return new IntakeDraft(
                hubId,
                draft.systemId(),
                draft.senderMessageId(),
                transmission.startsWith("t-") ? transmission : draft.transmissionId(),
                days,
                draft.contentHash(),
                draft.messageId(),
                draft.eventCode(),
                draft.eventVersion(),
                draft.senderUnit(),
                draft.senderRole(),
                draft.happenedAt(),
                draft.sentAt(),
                draft.receivedAt(),
                draft.episode(),
                draft.reference(),
                draft.personHash(),
                draft.format(),
                draft.mapping(),
                draft.configurationHash(),
                draft.traceparent(),
                draft.canonical());
    }

    /** A fresh id of that millisecond. */
    private static UUID at(String instant) {
        UUID least = fixture.sql()
                .sql("SELECT uuid_at(?::timestamptz)")
                .param(instant)
                .query(UUID.class)
                .single();
        UUID random = Drafts.IDS.next();
        return new UUID(
                least.getMostSignificantBits() | 0x7000L | random.getMostSignificantBits() & 0xFFFL,
                random.getLeastSignificantBits());
    }

    private static void months(String instant) {
        fixture.sql()
                .sql("SELECT ensure_partitions(?::timestamptz, 0)")
                .param(instant)
                .query(Integer.class)
                .single();
    }

    /** Time passes for what is remembered of the message. */
    private static void pass(UUID hubId, String time) {
        fixture.sql()
                .sql("UPDATE idempotency SET remembered_to = remembered_to - ?::interval WHERE hub_id = ?")
                .params(time, hubId)
                .update();
    }

    private static long countAccepted(String id) {
        return fixture.sql()
                .sql("SELECT count(*) FROM message WHERE sender_message_id = ? AND state = 'ACCEPTED'")
                .param(id)
                .query(Long.class)
                .single();
    }
}
