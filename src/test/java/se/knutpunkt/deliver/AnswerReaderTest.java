package se.knutpunkt.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final String ID = "5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c02";

    @ParameterizedTest
    @CsvSource({"ok,OK", "transient-error,TRANSIENT_ERROR", "fatal-error,FATAL_ERROR", "perhaps,NONE"})
    void codeOfAFhirResponseIsRead(String code, Answer expected) {
        assertThat(read(bundle(ID, code))).isEqualTo(expected);
        assertThat(read(xml(ID, code))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ok,OK", "transient-error,TRANSIENT_ERROR", "fatal-error,FATAL_ERROR", "OK,NONE"})
    void codeOfAPlainReceiptIsRead(String code, Answer expected) {
        assertThat(read("{\"code\":\"" + code + "\"}")).isEqualTo(expected);
        assertThat(read(" {\"code\":\"" + code + "\",\"messageId\":\"" + ID.toUpperCase(java.util.Locale.ROOT)
                        + "\",\"text\":\"x\"}"))
                .isEqualTo(expected);
    }

    @Test
    void receiptForAnotherMessageIsNone() {
        String other = "00000000-0000-4000-8000-000000000000";
        assertThat(read(bundle(other, "ok"))).isEqualTo(Answer.NONE);
        assertThat(read("{\"code\":\"ok\",\"messageId\":\"" + other + "\"}")).isEqualTo(Answer.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ok",
                "[]",
                "null",
                "{",
                "{}",
                "<",
                "<html>{]",
                "<html><body>Log in</body></html>",
                "{\"code\":\"ok\",\"code\":\"fatal-error\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[]}",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"MessageHeader\",\"response\":{\"code\":\"ok\"}}}]}",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Bundle>&b;</Bundle>"
            })
    void whatIsNoReceiptIsNone(String body) {
        assertThat(read(body)).isEqualTo(Answer.NONE);
    }

    @Test
    void deepNestingAndNothingAtAllAreNone() {
        assertThat(read("[".repeat(30_000))).isEqualTo(Answer.NONE);
        assertThat(AnswerReader.read(null, ID)).isEqualTo(Answer.NONE);
    }

    private static Answer read(String body) {
        return AnswerReader.read(body.getBytes(StandardCharsets.UTF_8), ID);
    }

    private static String bundle(String identifier, String code) {
        return """
                {"resourceType":"Bundle","id":"1","type":"message","entry":[{"resource":{"resourceType":"MessageHeader",
                "id":"2","response":{"identifier":"%s","code":"%s"}}}]}""".formatted(identifier, code);
    }

    private static String xml(String identifier, String code) {
        return """
                <Bundle xmlns="http://hl7.org/fhir"><id value="1"/><type value="message"/><entry><resource><MessageHeader>\
                <id value="2"/><response><identifier value="%s"/><code value="%s"/></response></MessageHeader></resource>\
                </entry></Bundle>""".formatted(identifier, code);
    }
}
