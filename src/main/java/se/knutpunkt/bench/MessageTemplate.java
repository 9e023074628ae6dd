package se.knutpunkt.bench;

import java.util.regex.Pattern;

/**
 * A message written once, that is sent many times under ids of its own.
 *
 * @param receiver id of the system that receives it
 * @param token what its sender shows to the hub
 * @param messageId the id it was written with
 * @param text the message
 */
record MessageTemplate(String receiver, String token, String messageId, Splice text) {

    /** Visit numbers as the episodes have them. */
    static final String VISIT = "VT";

    private static final Pattern IDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|VT[0-9a-f]{16}");

    static MessageTemplate of(String receiver, String token, String messageId, byte[] written) {
        return new MessageTemplate(receiver, token, messageId, Splice.of(written, IDS));
    }

    byte[] write(BenchId id) {
        return text.fill(mark -> {
            if (mark.startsWith(VISIT)) {
                return VISIT + id.visitNumber();
            }
            return mark.equals(messageId)
                    ? id.toUuid().toString()
                    : id.related(text.marks().indexOf(mark)).toString();
        });
    }
}
