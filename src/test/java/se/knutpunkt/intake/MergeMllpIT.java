package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A40 as it mostly comes, PID and MRG without PV1: over real sockets, on persons that no other test admits. */
class MergeMllpIT {

    private static final AtomicInteger NUMBER = new AtomicInteger((int) (System.nanoTime() % 1_000_000));
    private static final HubFixture HUB = HubFixture.get();
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private static final String RESERVE = "19810829M071^^^VGR^LRID";
    private static final String SURVIVING = "190205289812^^^SKV^NNSWE";
    private static final String SECOND_RESERVE = "20210325K069^^^VGR^LRID";
    private static final String TWICE_ADMITTED = "190410259808^^^SKV^NNSWE";
    private static final String NEVER_ADMITTED = "190503099814^^^SKV^NNSWE";
    private static final String NEVER_EITHER = "19930829X802^^^VGR^LRID";

    @Test
    void theOneOpenEpisodeIsUpdatedWhicheverOfTheTwoItIsUnder() {
        try (MllpClient client = new MllpClient()) {
            String admission = next();
            assertThat(code(client.ask(admission(admission, RESERVE)))).isEqualTo("AA");
            String exchanged = next();

            assertThat(code(client.ask(merge(exchanged, SURVIVING, RESERVE, ""))))
                    .isEqualTo("AA");

            assertThat(episodeOf(exchanged)).hasSize(1).isEqualTo(episodeOf(admission));
            assertThat(deliveriesOf(exchanged)).containsExactly("municipality-ale");

            String later = next();
            String secondMerge = merge(later, SURVIVING, SECOND_RESERVE, "");
            assertThat(code(client.ask(secondMerge))).isEqualTo("AA");
            assertThat(episodeOf(later)).as("found by the surviving person").isEqualTo(episodeOf(admission));

            assertThat(code(client.ask(secondMerge))).isEqualTo("AA");
            assertThat(episodeOf(later)).as("once").hasSize(1);
        }
    }

    @Test
    void severalOpenEpisodesAreAskedAboutAndOneNamedIsTaken() {
        try (MllpClient client = new MllpClient()) {
            String first = next();
            String second = next();
            assertThat(code(client.ask(admission(first, TWICE_ADMITTED)))).isEqualTo("AA");
            assertThat(code(client.ask(admission(second, TWICE_ADMITTED)))).isEqualTo("AA");

            String answer = client.ask(merge(next(), TWICE_ADMITTED, NEVER_EITHER, ""));

            assertThat(code(answer)).isEqualTo("AE");
            assertThat(answer)
                    .contains("HUB-320", "PV1^1^19", "flera öppna vårdtillfällen", "Ange vårdtillfällets nummer")
                    .contains(episodeOf(first).get(0), episodeOf(second).get(0))
                    .doesNotContain(TWICE_ADMITTED.substring(0, 12));

            String named = next();
            String visit = "PV1|1|I|||||||||||||||||VT" + second + "^^^LOKAL^VN\n";
            assertThat(code(client.ask(merge(named, TWICE_ADMITTED, NEVER_EITHER, visit))))
                    .isEqualTo("AA");
            assertThat(episodeOf(named)).isEqualTo(episodeOf(second));
        }
    }

    @Test
    void aPersonWithoutOpenEpisodeIsAcknowledgedAndNothingIsStored() {
        try (MllpClient client = new MllpClient()) {
            String number = next();

            assertThat(code(client.ask(merge(number, NEVER_ADMITTED, "190801169806^^^SKV^NNSWE", ""))))
                    .isEqualTo("AA");

            assertThat(stored(number)).isZero();
        }
    }

    @Test
    void anotherHospitalsRegisterDoesNotTouchTheEpisode() throws IOException {
        String person = "192110199227^^^SKV^NNSWE";
        try (MllpClient client = new MllpClient();
                MllpClient other = MllpClient.tls("adt-nu")) {
            assertThat(code(client.ask(admission(next(), person)))).isEqualTo("AA");
            String number = next();

            assertThat(code(other.ask(merge(number, person, "192211203472^^^SKV^NNSWE", ""))))
                    .isEqualTo("AA");

            assertThat(stored(number)).isZero();
        }
    }

    @Test
    void openEpisodesAreFoundByAnIndexOfTheirOwn() {
        List<String> plan = HUB.sql()
                .sql("EXPLAIN SELECT head FROM episode WHERE person_hash = ANY (ARRAY['\\x01'::bytea, '\\x02'::bytea])"
                        + " AND NOT ended ORDER BY id")
                .query(String.class)
                .list();
        List<String> indexes = HUB.sql()
                .sql("SELECT indexdef FROM pg_indexes WHERE indexname = 'episode_open_person'")
                .query(String.class)
                .list();
        assertThat(indexes).singleElement().asString().contains("(person_hash) WHERE (NOT ended)");
        assertThat(plan).isNotEmpty();
    }

    private static String code(String answer) {
        return MllpClient.segment(answer, "MSA").get(1);
    }

    private static String next() {
        return "MERGE" + NUMBER.incrementAndGet();
    }

    private static List<String> episodeOf(String controlId) {
        return HUB.sql()
                .sql("SELECT episode_id::text FROM message WHERE sender_message_id = ? AND state = 'ACCEPTED'")
                .param(controlId)
                .query(String.class)
                .list();
    }

    private static List<String> deliveriesOf(String controlId) {
        return HUB.sql()
                .sql("SELECT d.receiver_system FROM delivery d JOIN message m ON m.hub_id = d.hub_id"
                        + " WHERE m.sender_message_id = ? AND d.kind = 'MESSAGE'")
                .param(controlId)
                .query(String.class)
                .list();
    }

    private static long stored(String controlId) {
        return HUB.sql()
                .sql("SELECT count(*) FROM message WHERE sender_message_id = ?")
                .param(controlId)
                .query(Long.class)
                .single();
    }

    private static String header(String number, String trigger, String now) {
        return "MSH|^~\\&|SYNTH|SE2321000131-SYNH100|KNUTPUNKT|VGR|" + now + "||ADT^" + trigger + "|" + number
                + "|P|2.5||||||UNICODE UTF-8\nEVN|" + trigger + "|" + now + "\n";
    }

    private static String now() {
        return DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx")
                .format(OffsetDateTime.now(ZONE).minusMinutes(1));
    }

    private static String merge(String number, String surviving, String merged, String visit) {
        return header(number, "A40", now()) + "PID|1||" + surviving + "||Ek^Ella^^^^^L\nMRG|" + merged + "\n" + visit;
    }

    private static String admission(String number, String person) {
        String now = now();
        String later = DateTimeFormatter.ofPattern("yyyyMMdd")
                .format(OffsetDateTime.now(ZONE).plusDays(3));
        return header(number, "A01", now)
                + "PID|1||" + person + "||Ek^Ella^^^^^L||||||Storgatan 1^^Nödinge^^44930^SWE^H^^1440\n"
                + "PV1|1|I|A1^R3^S1^SE2321000131-SYNH100||||||||||||||||VT" + number
                + "^^^LOKAL^VN|||||||||||||||||||||||||" + now + "\n"
                + "PV2|||||||||" + later + "\n"
                + "ZVG|1|inskrivning|SIP:J|1440\n";
    }
}
