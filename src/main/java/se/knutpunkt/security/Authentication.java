package se.knutpunkt.security;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.message.HsaId;

/** Tells which system of the directory in force somebody is; a client certificate goes before a token. */
public final class Authentication {

    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 512;

    private final ConfigurationInForce configuration;
    private final TokenFile tokens;
    private final CertificateSightings sightings;
    private final Predicate<String> revoked;

    /** @param revoked tells by its id whether a system's credentials are refused */
    public Authentication(
            ConfigurationInForce configuration,
            TokenFile tokens,
            CertificateSightings sightings,
            Predicate<String> revoked) {
        this.configuration = configuration;
        this.tokens = tokens;
        this.sightings = sightings;
        this.revoked = revoked;
    }

    /** False until a configuration says who there is. */
    public boolean isReady() {
        return configuration.isPresent();
    }

    /** The system whose HSA-id stands in the certificate's subject; that the certificate is trusted is already known. */
    public Optional<HubSystem> findByCertificate(X509Certificate certificate) {
        Optional<HubSystem> found = directory()
                .flatMap(directory -> CertificateSubject.findHsaId(certificate.getSubjectX500Principal())
                        .flatMap(directory::findSystem))
                .filter(this::mayCome);
        found.ifPresent(system -> sightings.see(system.id(), certificate));
        return found;
    }

    /** The system whose token an Authorization header carries. */
    public Optional<HubSystem> findByAuthorization(String header) {
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String token = header.substring(BEARER.length()).trim();
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return directory()
                .flatMap(directory -> tokens.tokens().findSystem(token).flatMap(directory::findSystem))
                .filter(this::mayCome);
    }

    /** The system a loopback peer is by configuration; anything that is not loopback is nobody. */
    public Optional<HubSystem> findByLoopbackPeer(String address, Optional<HsaId> facility) {
        return directory()
                .flatMap(directory -> directory.findPeer(address, facility.orElse(null)))
                .filter(this::mayCome);
    }

    private boolean mayCome(HubSystem system) {
        return !revoked.test(system.id());
    }

    private Optional<Directory> directory() {
        return configuration.isPresent() ? Optional.of(configuration.get().directory()) : Optional.empty();
    }
}
