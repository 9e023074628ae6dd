package se.knutpunkt.deliver;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The secrets the hub shows to receivers, by the names that adapter files use: {@code hub.credentials.<name>.bearer},
 * {@code .user} with {@code .password} (HTTP Basic, RFC 7617, in UTF-8), or {@code .keystore} (PKCS #12) with {@code .keystore-password}.
 */
public final class Credentials {

    /**
     * A client certificate with its key.
     *
     * @param keystore PKCS #12 file
     * @param password its password
     */
    record ClientCertificate(Path keystore, String password) {}

    private final UnaryOperator<String> settings;

    /** @param settings looks up a setting by name; null when it is not set */
    public Credentials(UnaryOperator<String> settings) {
        this.settings = settings;
    }

    /** The value of the header Authorization; empty for a certificate, which TLS shows. */
    Optional<String> findAuthorization(String name) {
        return find(name, "bearer").map(token -> "Bearer " + token).or(() -> findBasic(name));
    }

    private Optional<String> findBasic(String name) {
        return find(name, "user")
                .flatMap(user -> find(name, "password").map(password -> user + ":" + password))
                .map(both -> "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    Optional<ClientCertificate> findClientCertificate(String name) {
        return find(name, "keystore")
                .map(file -> new ClientCertificate(
                        Path.of(file), find(name, "keystore-password").orElse("")));
    }

    /** True when the name is known at all; one that is not must not be sent without. */
    boolean has(String name) {
        return name.isEmpty()
                || findAuthorization(name).isPresent()
                || find(name, "keystore").isPresent();
    }

    private Optional<String> find(String name, String part) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(settings.apply("hub.credentials." + name + "." + part))
                        .filter(value -> !value.isEmpty());
    }
}
