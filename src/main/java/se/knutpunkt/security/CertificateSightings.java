package se.knutpunkt.security;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The certificate each system last came with, in memory; a lookup and no more on a message's way. */
public final class CertificateSightings {

    private final Map<String, X509Certificate> seen = new ConcurrentHashMap<>();

    /** The last certificate of a system. */
    public record Sighting(String systemId, String serialNumber, Instant notAfter) {}

    void see(String systemId, X509Certificate certificate) {
        if (!certificate.equals(seen.get(systemId))) {
            seen.put(systemId, certificate);
        }
    }

    /** Those seen since the start, in no order. */
    public List<Sighting> list() {
        return seen.entrySet().stream()
                .map(entry -> new Sighting(
                        entry.getKey(),
                        entry.getValue().getSerialNumber().toString(16),
                        entry.getValue().getNotAfter().toInstant()))
                .toList();
    }
}
