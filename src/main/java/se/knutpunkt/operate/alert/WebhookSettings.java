package se.knutpunkt.operate.alert;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Where alerts are posted to.
 *
 * @param url https; http to this machine only; empty for none
 * @param secret what both sides know, at least 32 characters
 * @param truststore PKCS #12 file of the authorities trusted; null for the JDK's
 */
public record WebhookSettings(String url, String secret, Path truststore, String truststorePassword) {

    private static final int SHORTEST_SECRET = 32;

    public WebhookSettings {
        if (!url.isBlank()) {
            if (secret.length() < SHORTEST_SECRET) {
                throw invalid("hub.alert.webhook.secret", "at least " + SHORTEST_SECRET + " characters");
            }
            if (!isAllowed(url)) {
                throw invalid("hub.alert.webhook.url", "https, or http to this machine");
            }
        }
    }

    boolean isSet() {
        return !url.isBlank();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "WebhookSettings[set=" + isSet() + "]";
    }

    private static boolean isAllowed(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equals(uri.getScheme()) && uri.getHost() != null
                    || "http".equals(uri.getScheme())
                            && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (IllegalArgumentException | UnknownHostException none) {
            return false;
        }
    }

    private static HubException invalid(String setting, String mend) {
        return new HubException(ErrorCode.SETTING_INVALID, setting, mend);
    }
}
