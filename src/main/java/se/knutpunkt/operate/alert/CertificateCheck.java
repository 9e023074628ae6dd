package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.operate.CertificatesInUse;

/** Certificates in use that are about to expire, the hub's own and those that systems come with. */
final class CertificateCheck implements AlertCheck {

    private final CertificatesInUse certificates;
    private final Clock clock;

    CertificateCheck(CertificatesInUse certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "certificate";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        Instant now = clock.instant();
        Instant limit = now.plus(Duration.ofDays(rule.days()));
        return certificates.list().stream()
                .filter(certificate -> certificate.notAfter().isBefore(limit))
                .map(certificate -> new Condition(
                        certificate.owner(),
                        Map.of(
                                "until", certificate.notAfter().toString(),
                                "days",
                                        Long.toString(Math.max(
                                                0,
                                                Duration.between(now, certificate.notAfter())
                                                        .toDays())))))
                .toList();
    }
}
