package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.WatchLedger;

/** Certificates in use that are about to expire, the hub's own and those that systems come with. */
final class CertificateCheck implements AlertCheck {

    /** One that was not shown for so long is no longer in use. */
    private static final Duration IN_USE = Duration.ofDays(35);

    private final WatchLedger ledger;
    private final Clock clock;

    CertificateCheck(WatchLedger ledger, Clock clock) {
        this.ledger = ledger;
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
        return ledger.listCertificates(now.minus(IN_USE)).stream()
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
