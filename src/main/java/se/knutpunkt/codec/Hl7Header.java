package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import se.knutpunkt.message.HubException;

/** What MSH says, readable even when the rest of the message is not, so that a refusal can still be answered. */
public final class Hl7Header {

    /** Stands for a message whose MSH cannot be read. */
    public static final Hl7Header NONE = new Hl7Header(JsonNodeFactory.instance.objectNode());

    private final ObjectNode fields;

    private Hl7Header(ObjectNode fields) {
        this.fields = fields;
    }

    /** The header of {@code bytes}, or empty when they do not begin with a readable MSH; never throws. */
    public static Optional<Hl7Header> peek(byte[] bytes) {
        String header = Hl7v2Codec.headerOf(bytes);
        try {
            return Hl7Separators.find(header).map(separators -> {
                Hl7Header ascii = read(header, separators, StandardCharsets.ISO_8859_1);
                Charset charset = Hl7Charsets.find(ascii.charset(), "").orElse(StandardCharsets.ISO_8859_1);
                try {
                    String text = StrictText.decode(header.getBytes(StandardCharsets.ISO_8859_1), charset);
                    return read(text, separators, charset);
                } catch (HubException wrongCharset) {
                    return ascii;
                }
            });
        } catch (HubException unreadable) {
            return Optional.empty();
        }
    }

    private static Hl7Header read(String header, Hl7Separators separators, Charset charset) {
        return new Hl7Header(new Hl7Reader(new Hl7Escapes(separators, charset)).segment("MSH", header));
    }

    /** MSH-3 to MSH-6 and the like, as an array of repetitions; missing when the field is empty. */
    JsonNode field(int number) {
        return fields.path(Integer.toString(number));
    }

    public String sendingApplication() {
        return component(3, 1);
    }

    /** MSH-4.1; an HSA-id where the sender follows the agreement. */
    public String sendingFacility() {
        return component(4, 1);
    }

    public String receivingApplication() {
        return component(5, 1);
    }

    public String receivingFacility() {
        return component(6, 1);
    }

    /** MSH-9.1, such as {@code ADT}. */
    public String messageCode() {
        return component(9, 1);
    }

    /** MSH-9.2, such as {@code A01}. */
    public String trigger() {
        return component(9, 2);
    }

    /** MSH-10. */
    public String controlId() {
        return component(10, 1);
    }

    public String processingId() {
        return component(11, 1);
    }

    public String version() {
        return component(12, 1);
    }

    /** MSH-15: {@code AL}, {@code NE}, {@code ER}, {@code SU} or empty. */
    public String acceptAcknowledgement() {
        return component(15, 1);
    }

    /** MSH-16: {@code AL}, {@code NE}, {@code ER}, {@code SU} or empty. */
    public String applicationAcknowledgement() {
        return component(16, 1);
    }

    /** MSH-18 as written. */
    public String charset() {
        return component(18, 1);
    }

    /** True when MSH-15 or MSH-16 is there, which is what asks for enhanced acknowledgement. */
    public boolean asksForEnhanced() {
        return !acceptAcknowledgement().isEmpty()
                || !applicationAcknowledgement().isEmpty();
    }

    private String component(int number, int component) {
        return field(number).path(0).path(Integer.toString(component)).asText();
    }
}
