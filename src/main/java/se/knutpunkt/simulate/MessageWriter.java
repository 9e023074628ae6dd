package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import se.knutpunkt.codec.FhirXmlCodec;
import se.knutpunkt.message.Ids;

/** Writes a planned message in the sender's format, with what is only known when it is sent. */
public final class MessageWriter {

    private final Ids ids;
    private final FhirMessageWriter fhir;
    private final FhirXmlCodec xml = new FhirXmlCodec();
    private final AdtWriter adt = new AdtWriter();

    public MessageWriter(Ids ids, TrafficScript script) {
        this.ids = ids;
        this.fhir = new FhirMessageWriter(script.elements());
    }

    /**
     * @param message what to send
     * @param episodeId the hub's id of the episode; empty while it is not known
     * @param sentAt now
     */
    public byte[] write(PlannedMessage message, String episodeId, ZonedDateTime sentAt) {
        ObjectNode event = message.event().deepCopy();
        event.put("transmissionId", ids.next().toString());
        event.put("sentAt", EventBuilder.TIME.format(sentAt));
        if (!episodeId.isEmpty()) {
            event.withObject("/episode").put("id", episodeId);
        }
        return switch (message.format()) {
            case EVENT_JSON -> event.toString().getBytes(StandardCharsets.UTF_8);
            case FHIR_JSON -> fhir.write(event, message.system()).toString().getBytes(StandardCharsets.UTF_8);
            case FHIR_XML -> xml.write(fhir.write(event, message.system()));
            case HL7_V2 -> adt.write(event, message.system(), sentAt);
        };
    }
}
