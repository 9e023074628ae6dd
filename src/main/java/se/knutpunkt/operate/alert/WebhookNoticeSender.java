package se.knutpunkt.operate.alert;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Posts a notice as JSON, signed: {@code Hub-Signature: t=<seconds>,v1=<HMAC-SHA-256 of "<t>.<body>">}. A redirect is an error: it
 * would take the alert to where no setting says.
 */
final class WebhookNoticeSender implements NoticeSender {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private final WebhookSettings settings;
    private final HttpClient client;
    private final Clock clock;

    WebhookNoticeSender(WebhookSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        if (settings.truststore() != null) {
            builder.sslContext(trusting(settings));
        }
        this.client = builder.build();
    }

    @Override
    public void send(NoticeRow notice) throws NotSent {
        if (!settings.isSet()) {
            throw new NotSent("hub.alert.webhook.url is not set");
        }
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.url()))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Hub-Notice", notice.id().toString())
                .header("Hub-Signature", "t=" + seconds + ",v1=" + sign(settings.secret(), seconds, notice.body()))
                .POST(HttpRequest.BodyPublishers.ofString(notice.body(), StandardCharsets.UTF_8))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < OK || status >= REDIRECT) {
                throw new NotSent("status " + status);
            }
        } catch (IOException away) {
            throw new NotSent(away.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NotSent("stopping");
        }
    }

    static String sign(String secret, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new HubException(ErrorCode.INTERNAL, "HmacSHA256", "", e);
        }
    }

    private static SSLContext trusting(WebhookSettings settings) {
        try (InputStream in = Files.newInputStream(settings.truststore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, settings.truststorePassword().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.trust.keystore", "cannot be used", e);
        }
    }
}
