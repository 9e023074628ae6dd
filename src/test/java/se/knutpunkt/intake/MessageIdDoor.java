package se.knutpunkt.intake;

import java.util.UUID;
import se.knutpunkt.message.HsaId;

/** Lets a test on the outside follow an HL7 v2 message to its receivers, who know it by the id that the hub made for it. */
public final class MessageIdDoor {

    private MessageIdDoor() {}

    /**
     * @param controlId MSH-10
     * @param day the first eight digits of MSH-7
     */
    public static UUID ofHl7(String systemHsaId, String controlId, String day) {
        return MessageIds.of(HsaId.of(systemHsaId), controlId, day);
    }
}
