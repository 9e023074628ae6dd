package se.knutpunkt.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The HTTP client of one receiver: a pool of its own, its own time limits, its own certificate, and nothing done by itself: no
 * second try, no redirect, no cookie.
 */
final class ReceiverHttp implements HttpClientConfigurer {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private final Outbound outbound;
    private final Optional<SSLContext> tls;
    private final ScheduledExecutorService deadlines;

    ReceiverHttp(
            Outbound outbound,
            Credentials credentials,
            Optional<KeyStore> trusted,
            ScheduledExecutorService deadlines) {
        this.outbound = outbound;
        this.deadlines = deadlines;
        this.tls = tls(outbound, credentials, trusted);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        Timeout answer = Timeout.of(outbound.timeout());
        builder.setConnectionManager(pool(answer))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(answer)
                        .setConnectionRequestTimeout(answer)
                        .setRedirectsEnabled(false)
                        .build())
                // the client otherwise repeats a POST after a 503, and follows a redirect to where no adapter file says
                .disableAutomaticRetries()
                .disableRedirectHandling()
                // unpacked streams end before the raw one does, and such a connection is never given back to its pool
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(IDLE)
                .addExecInterceptorFirst(
                        "bounded-answer", new BoundedAnswer(AnswerReader.MAX_BYTES, outbound.timeout(), deadlines));
    }

    private PoolingHttpClientConnectionManager pool(Timeout answer) {
        Duration connect = outbound.timeout().compareTo(LONGEST_CONNECT) < 0 ? outbound.timeout() : LONGEST_CONNECT;
        PoolingHttpClientConnectionManagerBuilder pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(outbound.concurrency())
                .setMaxConnPerRoute(outbound.concurrency())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(answer)
                        // a connection that the receiver has closed meanwhile would look like an unknown outcome
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build());
        tls.ifPresent(context -> pool.setTlsSocketStrategy(new DefaultClientTlsStrategy(context)));
        return pool.build();
    }

    private static Optional<SSLContext> tls(Outbound outbound, Credentials credentials, Optional<KeyStore> trusted) {
        Optional<Credentials.ClientCertificate> own = credentials.findClientCertificate(outbound.credential());
        if (own.isEmpty() && trusted.isEmpty()) {
            return Optional.empty();
        }
        try {
            SSLContextBuilder context = SSLContextBuilder.create();
            if (trusted.isPresent()) {
                context.loadTrustMaterial(trusted.get(), null);
            }
            if (own.isPresent()) {
                char[] password = own.get().password().toCharArray();
                context.loadKeyMaterial(keystore(own.get(), password), password);
            }
            return Optional.of(context.build());
        } catch (IOException | GeneralSecurityException unusable) {
            throw new HubException(
                    ErrorCode.SETTING_INVALID,
                    "hub.credentials." + outbound.credential(),
                    "keystore cannot be used",
                    unusable);
        }
    }

    private static KeyStore keystore(Credentials.ClientCertificate certificate, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore keystore = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(certificate.keystore())) {
            keystore.load(in, password);
        }
        return keystore;
    }
}
