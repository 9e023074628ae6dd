package se.knutpunkt.crypto;

import java.util.Base64;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Secret keys as they are given to the hub: 32 random bytes in base64. */
final class KeyText {
    static final int BYTES = 32;

    private KeyText() {}

    /** @throws HubException SETTING_INVALID, naming the setting and never what it holds */
    static byte[] read(String setting, String text) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new HubException(ErrorCode.SETTING_INVALID, setting, "must be base64");
        }
        if (secret.length != BYTES) {
            throw new HubException(ErrorCode.SETTING_INVALID, setting, "must be 32 bytes in base64");
        }
        return secret;
    }
}
