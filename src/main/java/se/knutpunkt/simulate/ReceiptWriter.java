package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.ReceiptCode;

/** The answer a receiving system gives in the sender's own format: a response Bundle, a JSON receipt or an ACK. */
final class ReceiptWriter {

    private static final DateTimeFormatter HL7_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSZ");

    private final Ids ids;
    private final Clock clock;

    ReceiptWriter(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    byte[] json(ReceivedMessage message, ReceiptCode code) {
        ObjectNode receipt = JsonNodeFactory.instance.objectNode();
        receipt.put("code", code.fhirCode());
        receipt.put("messageId", message.messageId());
        if (code != ReceiptCode.OK) {
            receipt.put("text", "told to refuse");
        }
        return receipt.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] fhirJson(ReceivedMessage message, ReceiptCode code) {
        UUID id = ids.next();
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle").put("id", ids.next().toString());
        bundle.put("type", "message").put("timestamp", OffsetDateTime.now(clock).toString());
        ObjectNode first = bundle.putArray("entry").addObject();
        first.put("fullUrl", "urn:uuid:" + id);
        ObjectNode header = first.putObject("resource");
        header.put("resourceType", "MessageHeader").put("id", id.toString());
        header.putObject("eventCoding").put("system", FhirNames.EVENT).put("code", message.event());
        header.putObject("source").put("endpoint", "urn:x-simulated");
        ObjectNode response = header.putObject("response");
        response.put("identifier", message.messageId()).put("code", code.fhirCode());
        if (code != ReceiptCode.OK) {
            UUID outcome = ids.next();
            response.putObject("details").put("reference", "urn:uuid:" + outcome);
            ObjectNode second = bundle.withArray("/entry").addObject();
            second.put("fullUrl", "urn:uuid:" + outcome);
            ObjectNode resource = second.putObject("resource");
            resource.put("resourceType", "OperationOutcome").put("id", outcome.toString());
            resource.putArray("issue")
                    .addObject()
                    .put("severity", "error")
                    .put("code", "processing")
                    .put("diagnostics", "told to refuse");
        }
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] fhirXml(ReceivedMessage message, ReceiptCode code) {
        UUID id = ids.next();
        UUID outcome = ids.next();
        StringBuilder xml = new StringBuilder(800);
        xml.append("<Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"").append(ids.next());
        xml.append("\"/><type value=\"message\"/><timestamp value=\"").append(OffsetDateTime.now(clock));
        xml.append("\"/><entry><fullUrl value=\"urn:uuid:").append(id);
        xml.append("\"/><resource><MessageHeader><id value=\"").append(id);
        xml.append("\"/><eventCoding><system value=\"").append(FhirNames.EVENT);
        xml.append("\"/><code value=\"").append(escape(message.event()));
        xml.append(
                "\"/></eventCoding><source><endpoint value=\"urn:x-simulated\"/></source><response><identifier value=\"");
        xml.append(escape(message.messageId()));
        xml.append("\"/><code value=\"").append(code.fhirCode()).append("\"/>");
        if (code != ReceiptCode.OK) {
            xml.append("<details><reference value=\"urn:uuid:").append(outcome).append("\"/></details>");
        }
        xml.append("</response></MessageHeader></resource></entry>");
        if (code != ReceiptCode.OK) {
            xml.append("<entry><fullUrl value=\"urn:uuid:").append(outcome);
            xml.append("\"/><resource><OperationOutcome><id value=\"").append(outcome);
            xml.append("\"/><issue><severity value=\"error\"/><code value=\"processing\"/>");
            xml.append("<diagnostics value=\"told to refuse\"/></issue></OperationOutcome></resource></entry>");
        }
        return xml.append("</Bundle>").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Original mode; MSH-18 of the message is given back, and so is its processing id. */
    byte[] hl7(String message, ReceiptCode code, Charset charset) {
        String[] header = message.split("\r", 2)[0].split("\\|", -1);
        StringBuilder ack = new StringBuilder(160);
        ack.append("MSH|^~\\&|").append(field(header, 4)).append('|').append(field(header, 5));
        ack.append('|').append(field(header, 2)).append('|').append(field(header, 3));
        ack.append('|').append(HL7_TIME.format(OffsetDateTime.now(clock)));
        ack.append("||ACK|").append(ids.next().toString().replace("-", ""), 12, 32);
        ack.append('|').append(field(header, 10)).append("|2.5||||||").append(field(header, 17));
        ack.append("\rMSA|")
                .append(code.hl7Code())
                .append('|')
                .append(field(header, 9))
                .append('\r');
        if (code != ReceiptCode.OK) {
            ack.append("ERR|||207^Application internal error^HL70357|E\r");
        }
        return ack.toString().getBytes(charset);
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
