package se.knutpunkt.operate.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.ledger.WatchLedger.Certificate;
import se.knutpunkt.ledger.WatchLedger.DiskSample;
import se.knutpunkt.security.CertificateSightings;
import se.knutpunkt.security.ServerTls;

/** What only a node itself can tell: the room on its disk, its own certificates and those that were shown to it. */
final class WatchSampler {

    private static final Logger LOG = LoggerFactory.getLogger(WatchSampler.class);

    private final WatchLedger ledger;
    private final CertificateSightings sightings;
    private final ServerTls tls;
    private final ConfigurationInForce configuration;
    private final UnaryOperator<String> settings;
    private final Path data;
    private final Clock clock;

    WatchSampler(
            WatchLedger ledger,
            CertificateSightings sightings,
            ServerTls tls,
            ConfigurationInForce configuration,
            UnaryOperator<String> settings,
            Path data,
            Clock clock) {
        this.ledger = ledger;
        this.sightings = sightings;
        this.tls = tls;
        this.configuration = configuration;
        this.settings = settings;
        this.data = data;
        this.clock = clock;
    }

    void sample() {
        disk();
        sightings
                .list()
                .forEach(seen -> ledger.recordCertificate(
                        new Certificate(seen.systemId(), seen.serialNumber(), seen.notAfter(), clock.instant())));
        if (tls.isConfigured()) {
            own("hub", tls.keystore(), tls.keystorePassword());
        }
        configuration.get().directory().listSystems().stream()
                .map(HubSystem::outbound)
                .map(outbound -> outbound.credential())
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(this::credential);
    }

    private void credential(String name) {
        Optional.ofNullable(settings.apply("hub.credentials." + name + ".keystore"))
                .filter(file -> !file.isBlank())
                .ifPresent(file -> own(
                        name,
                        Path.of(file),
                        Optional.ofNullable(settings.apply("hub.credentials." + name + ".keystore-password"))
                                .orElse("")));
    }

    private void own(String owner, Path keystore, String password) {
        try (var in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : java.util.Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    ledger.recordCertificate(new Certificate(
                            owner,
                            certificate.getSerialNumber().toString(16),
                            certificate.getNotAfter().toInstant(),
                            clock.instant()));
                }
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            LOG.warn(
                    "certificate of {} not read: {}",
                    owner,
                    unreadable.getClass().getSimpleName());
        }
    }

    private void disk() {
        try {
            FileStore store = Files.getFileStore(data.toAbsolutePath());
            ledger.recordDisk(new DiskSample(place(), clock.instant(), store.getUsableSpace(), store.getTotalSpace()));
        } catch (IOException unreadable) {
            LOG.warn("disk not looked at: {}", unreadable.getClass().getSimpleName());
        }
    }

    /** The machine, not the node: a node's name is new after each start. */
    private static String place() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
