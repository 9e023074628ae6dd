package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import se.knutpunkt.codec.Format;

/**
 * A message that is to be sent.
 *
 * @param place where it comes from, for a person who looks into why it was refused: template and step
 * @param system the system that sends it
 * @param sender kind of sender in the summary: a role, or {@code adt}
 * @param format how it is written
 * @param stay which stay of the episode it belongs to: 0, or 1 after a readmission
 * @param event its content as a plain JSON event, still without episode id, transmission id and sent time
 * @param wrong true when the hub is to refuse it
 */
public record PlannedMessage(
        String place, SimulatedSystem system, String sender, Format format, int stay, ObjectNode event, boolean wrong) {

    static final String STREAM = "adt-stream";

    /** True for the part of an ADT stream that concerns nobody: what the hub acknowledges of it goes nowhere. */
    boolean isStream() {
        return place.startsWith(STREAM);
    }

    public String messageId() {
        return event.path("messageId").asText();
    }
}
