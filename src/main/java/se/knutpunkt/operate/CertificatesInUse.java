package se.knutpunkt.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.ledger.WatchLedger.Certificate;

/** The certificates that are in use, by who shows them: the hub itself, its credentials towards receivers, and the systems that come to it. */
public final class CertificatesInUse {

    /** One that was not shown for so long is no longer in use. */
    private static final Duration IN_USE = Duration.ofDays(35);

    private final WatchLedger ledger;
    private final Clock clock;

    public CertificatesInUse(WatchLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The last that each owner showed, in order of owner. */
    public List<Certificate> list() {
        return ledger.listCertificates(clock.instant().minus(IN_USE));
    }

    /** When the last one that a system or credential showed ends; empty when none was seen. */
    public Optional<Instant> findEnd(String owner) {
        return list().stream()
                .filter(one -> one.owner().equals(owner))
                .map(Certificate::notAfter)
                .findFirst();
    }
}
