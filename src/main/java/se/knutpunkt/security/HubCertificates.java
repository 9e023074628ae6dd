package se.knutpunkt.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** When the hub's own certificate ends. */
public final class HubCertificates {

    private final ServerTls tls;

    HubCertificates(ServerTls tls) {
        this.tls = tls;
    }

    /** Read from the key store as it is now; empty when there is none, or it cannot be read. */
    public Optional<Instant> findOwnEnd() {
        if (!tls.isConfigured()) {
            return Optional.empty();
        }
        try (InputStream file = Files.newInputStream(tls.keystore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, tls.keystorePassword().toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return Optional.of(certificate.getNotAfter().toInstant());
                }
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException unreadable) {
            return Optional.empty();
        }
    }
}
