package se.knutpunkt.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;

class Hl7v2CodecTest {

    private static final String HEADER =
            "MSH|^~\\&|COSMIC|SE2321000131-SYNH100^1.2^ISO|NAVET|SE2120001439-SYN1440|20260101120000+0100||ADT^A01^ADT_A01|SV000000|P|2.5|||NE|AL|SWE|UNICODE UTF-8\r";

    private final Hl7v2Codec codec = new Hl7v2Codec();

    @Test
    void fieldsRepetitionsComponentsAndSubcomponentsStandByNumber() {
        JsonNode tree = read(HEADER + "PID|1||191^^^SKV&1.2&ISO^NNSWE~T1^^^LOKAL||Öberg^Åsa\r");

        assertThat(tree.path("order")).hasToString("[\"MSH\",\"PID\"]");
        assertThat(tree.at("/MSH/0/9/0")).hasToString("{\"1\":\"ADT\",\"2\":\"A01\",\"3\":\"ADT_A01\"}");
        assertThat(tree.at("/PID/0/3/0"))
                .hasToString("{\"1\":\"191\",\"4\":\"SKV\",\"4.2\":\"1.2\",\"4.3\":\"ISO\",\"5\":\"NNSWE\"}");
        assertThat(tree.at("/PID/0/3/1/4").asText()).isEqualTo("LOKAL");
        assertThat(tree.at("/PID/0/5/0/2").asText()).isEqualTo("Åsa");
        assertThat(tree.at("/PID/0/2").isMissingNode()).isTrue();
    }

    @Test
    void escapesAreDecodedExactlyOnce() {
        JsonNode tree =
                read(HEADER + "NTE|1||\\T\\6 \\F\\ \\S\\ \\R\\ \\E\\ \\E\\T\\E\\ \\XC3A5\\ a\\.br\\b \\H\\fet\\N\\\r");

        assertThat(tree.at("/NTE/0/3/0/1").asText()).isEqualTo("&6 | ^ ~ \\ \\T\\ å a\nb \\H\\fet\\N\\");
    }

    @Test
    void withoutASubcomponentSeparatorItsEscapeStandsAsItIs() {
        JsonNode tree = read("MSH|^~\\|||||||ADT^A01|1|P|2.5\rNTE|1||a\\T\\b\r");

        assertThat(tree.at("/NTE/0/3/0/1").asText()).isEqualTo("a\\T\\b");
        assertThat(codec.read(codec.write(tree), ReadLimits.DEFAULT)).isEqualTo(tree);
    }

    @Test
    void withoutAnEscapeCharacterATabStandsAsItIs() {
        JsonNode tree = read("MSH|^~|||||||ADT^A01|1|P|2.5\rNTE|1||a\tb\r");

        assertThat(tree.at("/NTE/0/3/0/1").asText()).isEqualTo("a\tb");
        assertThat(codec.read(codec.write(tree), ReadLimits.DEFAULT)).isEqualTo(tree);
    }

    @Test
    void whatWouldNeedAnEscapeCharacterThatIsNotThereIsNotWritten() {
        ObjectNode tree = (ObjectNode) read("MSH|^~|||||||ADT^A01|1|P|2.5\rNTE|1||ab\r");
        ((ObjectNode) tree.at("/NTE/0/3/0")).put("1", "a|b");

        HubException refused = catchThrowableOfType(HubException.class, () -> codec.write(tree));

        assertThat(refused.code()).isEqualTo(ErrorCode.OUTBOUND_MAPPING_FAILED);
    }

    @Test
    void deletionDiffersFromEmpty() {
        JsonNode tree = read(HEADER + "PID|1||x||\"\"||\"\"^b\r");

        assertThat(tree.at("/PID/0/5/0/1").asText()).isEqualTo("\"\"");
        assertThat(tree.at("/PID/0/4").isMissingNode()).isTrue();
    }

    @Test
    void anEmptyRepetitionKeepsThePlaceOfTheNext() {
        assertThat(read(HEADER + "PID|1||a~~b~^~\r").at("/PID/0/3")).hasToString("[{\"1\":\"a\"},{},{\"1\":\"b\"}]");
    }

    @Test
    void otherSeparatorsAreKept() {
        String message = "MSH#*:!%#A#B#####ADT*A01#1#P#2.5######UNICODE UTF-8\rPID#1##a%b*c:d^|!T!\r";

        JsonNode tree = read(message);

        assertThat(tree.at("/PID/0/3/0")).hasToString("{\"1\":\"a\",\"1.2\":\"b\",\"2\":\"c\"}");
        assertThat(tree.at("/PID/0/3/1/1").asText()).isEqualTo("d^|%");
        assertThat(new String(codec.write(tree), UTF_8)).isEqualTo(message);
    }

    @Test
    void whatIsReadIsWrittenBackTheSame() {
        String message = HEADER
                + "PID|1||191^^^SKV&1.2&ISO^NNSWE~~T1^^^LOKAL||Ek\\T\\^Ella|\"\"|a\\.br\\b\\E\\H\\E\\\r"
                + "NTE|1\rOBX|1||x\rNTE|2\rZVG|1|inskrivning|SIP:J|1440\r";

        JsonNode tree = read(message);

        assertThat(new String(codec.write(tree), UTF_8)).isEqualTo(message);
        assertThat(codec.read(codec.write(tree), ReadLimits.DEFAULT)).isEqualTo(tree);
    }

    @Test
    void charsetComesFromMsh18() {
        String latin = HEADER.replace("UNICODE UTF-8", "8859/1") + "PID|1||||Öberg^Åsa\r";

        JsonNode tree = codec.read(latin.getBytes(ISO_8859_1), ReadLimits.DEFAULT);

        assertThat(tree.at("/PID/0/5/0/1").asText()).isEqualTo("Öberg");
        assertThat(codec.write(tree)).isEqualTo(latin.getBytes(ISO_8859_1));
    }

    @Test
    void theConnectionsCharsetHoldsWhereMsh18IsEmpty() {
        String message = HEADER.replace("UNICODE UTF-8", "") + "PID|1||||Öberg\r";

        JsonNode latin = codec.read(message.getBytes(ISO_8859_1), new ReadLimits(10_000, 64, "ISO-8859-1"));
        JsonNode utf8 = codec.read(message.getBytes(UTF_8), ReadLimits.DEFAULT);

        assertThat(latin).isEqualTo(utf8);
        HubException refused = catchThrowableOfType(
                HubException.class, () -> codec.read(message.getBytes(ISO_8859_1), ReadLimits.DEFAULT));
        assertThat(refused.code()).isEqualTo(ErrorCode.WRONG_CHARSET);
    }

    @Test
    void aLetterOutsideTheCharsetIsNeverReplaced() {
        JsonNode tree = read(HEADER.replace("UNICODE UTF-8", "8859/1") + "PID|1||||Ek\r");
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree.at("/PID/0/5/0")).put("1", "Łukasz");

        HubException refused = catchThrowableOfType(HubException.class, () -> codec.write(tree));

        assertThat(refused.code()).isEqualTo(ErrorCode.OUTBOUND_MAPPING_FAILED);
        assertThat(refused).hasMessageNotContaining("ukasz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.8"})
    void versionsInUseAreAccepted(String version) {
        assertThat(read(HEADER.replace("|2.5|", "|" + version + "|"))
                        .at("/MSH/0/12/0/1")
                        .asText())
                .isEqualTo(version);
    }

    @Test
    void theCutAgreesWithHapi() throws Exception {
        String message = HEADER
                + "PID|1||191^^^SKV&1.2&ISO^NNSWE~T1^^^LOKAL^MR||Öberg^Åsa||19370421|F\rPV1|1|I|AVD12^R3^S1^SE2321000131-SYNH100\r";
        JsonNode tree = read(message);
        try (DefaultHapiContext context = new DefaultHapiContext()) {
            context.setModelClassFactory(new GenericModelClassFactory());
            context.setValidationContext(ValidationContextFactory.noValidation());
            Terser terser = new Terser(context.getPipeParser().parse(message));

            assertThat(tree.at("/PID/0/3/0/1").asText()).isEqualTo(hapi(terser, "/.PID-3(0)-1"));
            assertThat(tree.at("/PID/0/3/1/4").asText()).isEqualTo(hapi(terser, "/.PID-3(1)-4"));
            assertThat(tree.at("/PID/0/3/0/4.2").asText()).isEqualTo(hapi(terser, "/.PID-3(0)-4-2"));
            assertThat(tree.at("/PV1/0/3/0/4").asText()).isEqualTo(hapi(terser, "/.PV1-3-4"));
            assertThat(tree.at("/MSH/0/9/0/2").asText()).isEqualTo(hapi(terser, "/.MSH-9-2"));
        }
    }

    @Test
    void theHeaderIsReadEvenWhenTheRestIsNot() {
        byte[] broken = (HEADER + "\u0000\u0001 not a segment").getBytes(UTF_8);

        Hl7Header header = Hl7Header.peek(broken).orElseThrow();

        assertThat(header.controlId()).isEqualTo("SV000000");
        assertThat(header.sendingFacility()).isEqualTo("SE2321000131-SYNH100");
        assertThat(header.acceptAcknowledgement()).isEqualTo("NE");
        assertThat(header.applicationAcknowledgement()).isEqualTo("AL");
        assertThat(header.charset()).isEqualTo("UNICODE UTF-8");
        assertThat(header.asksForEnhanced()).isTrue();
    }

    @Test
    void withoutMshThereIsNoHeader() {
        assertThat(Hl7Header.peek("EVN|A01".getBytes(UTF_8))).isEmpty();
        assertThat(Hl7Header.peek(new byte[0])).isEmpty();
    }

    @Test
    void anAcknowledgementTurnsSenderAndReceiverRound() {
        Hl7Header header = Hl7Header.peek(HEADER.getBytes(UTF_8)).orElseThrow();

        byte[] ack = Hl7Acknowledgement.write(header, "AA", "K1", Instant.parse("2026-01-01T11:00:00Z"), "", List.of());

        assertThat(new String(ack, UTF_8))
                .isEqualTo(
                        "MSH|^~\\&|NAVET|SE2120001439-SYN1440|COSMIC|SE2321000131-SYNH100^1.2^ISO|20260101120000+0100||ACK^A01^ACK|K1|P|2.5||||||UNICODE UTF-8\rMSA|AA|SV000000\r");
    }

    @Test
    void aRefusalHasPlaceCodeAndText() {
        Hl7Header header = Hl7Header.peek(HEADER.getBytes(UTF_8)).orElseThrow();

        byte[] ack = Hl7Acknowledgement.write(
                header,
                "AE",
                "K1",
                Instant.parse("2026-01-01T11:00:00Z"),
                "",
                List.of(new Hl7Acknowledgement.Line(Refusal.of(ErrorCode.INVALID_TIME, "PID-7"), "Ogiltigt datum")));

        assertThat(new String(ack, UTF_8))
                .contains("\rMSA|AE|SV000000|HUB-107 Ogiltigt datum\r")
                .endsWith(
                        "\rERR||PID^1^7^1|102^Data type error^HL70357|E|HUB-107^INVALID_TIME^KNUTPUNKT||PID-7|Ogiltigt datum\r");
    }

    @Test
    void aRefusalBeforeVersion25StandsInErr1() {
        Hl7Header header =
                Hl7Header.peek(HEADER.replace("|2.5|", "|2.3|").getBytes(UTF_8)).orElseThrow();

        byte[] ack = Hl7Acknowledgement.write(
                header,
                "AE",
                "K1",
                Instant.parse("2026-01-01T11:00:00Z"),
                "",
                List.of(new Hl7Acknowledgement.Line(Refusal.of(ErrorCode.INVALID_TIME, "PID-7"), "Fel")));

        assertThat(new String(ack, UTF_8)).endsWith("\rERR|PID^1^7^102&Fel\r");
    }

    @Test
    void swedishTextToAnAsciiSenderGoesInUtf8() {
        Hl7Header header = Hl7Header.peek(
                        HEADER.replace("UNICODE UTF-8", "ASCII").getBytes(UTF_8))
                .orElseThrow();

        byte[] ack = Hl7Acknowledgement.write(
                header,
                "AR",
                "K1",
                Instant.parse("2026-01-01T11:00:00Z"),
                "",
                List.of(new Hl7Acknowledgement.Line(Refusal.of(ErrorCode.UNREADABLE, ""), "Går inte att läsa")));

        assertThat(new String(ack, UTF_8)).contains("|UNICODE UTF-8\r").contains("Går inte");
    }

    private static String hapi(Terser terser, String path) throws HL7Exception {
        return terser.get(path);
    }

    private JsonNode read(String message) {
        return codec.read(message.getBytes(UTF_8), ReadLimits.DEFAULT);
    }
}
