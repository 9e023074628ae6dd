package se.knutpunkt.deliver;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The secrets the hub shows to receivers, by the names that adapter files use: {@code hub.credentials.<name>.bearer}, or
 * {@code .keystore} (PKCS #12) with {@code .keystore-password}.
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

    Optional<String> findBearer(String name) {
        return find(name, "bearer");
    }

    Optional<ClientCertificate> findClientCertificate(String name) {
        return find(name, "keystore")
                .map(file -> new ClientCertificate(
                        Path.of(file), find(name, "keystore-password").orElse("")));
    }

    /** True when the name is known at all; one that is not must not be sent without. */
    boolean has(String name) {
        return name.isEmpty()
                || find(name, "bearer").isPresent()
                || find(name, "keystore").isPresent();
    }

    private Optional<String> find(String name, String part) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(settings.apply("hub.credentials." + name + "." + part))
                        .filter(value -> !value.isEmpty());
    }
}
