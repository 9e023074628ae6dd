package se.knutpunkt.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.ManifestLedger;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.ReconciliationLedger;
import se.knutpunkt.ledger.RegularWork;
import se.knutpunkt.message.Ids;

/** The beans of reconciliation, from the settings {@code hub.reconciliation.*}. */
@Configuration(proxyBeanMethods = false)
public class ReconcileBeans {

    @Bean
    ReconciliationSettings reconciliationSettings(
            @Value("${hub.reconciliation.max-entries:100000}") int maxEntries,
            @Value("${hub.reconciliation.max-bytes:20000000}") long maxBytes,
            @Value("${hub.reconciliation.midnight-margin:15m}") Duration midnightMargin,
            @Value("${hub.reconciliation.freeze-after:6h}") Duration freezeAfter,
            @Value("${hub.reconciliation.folder:}") String folder) {
        return new ReconciliationSettings(
                maxEntries, maxBytes, midnightMargin, freezeAfter, folder.isBlank() ? null : Path.of(folder));
    }

    @Bean
    Manifests manifests(ManifestLedger ledger, ReconciliationSettings settings) {
        return new Manifests(ledger, settings);
    }

    @Bean
    Reconciler reconciler(
            Manifests manifests,
            ManifestLedger ledger,
            ReconciliationLedger results,
            ReconciliationSettings settings,
            Ids ids) {
        return new Reconciler(manifests, ledger, results, settings, ids);
    }

    @Bean
    ReconciliationJson reconciliationJson() {
        return new ReconciliationJson(new ReconciliationTexts());
    }

    @Bean
    ReconciliationFolder reconciliationFolder(
            Reconciler reconciler,
            Manifests manifests,
            ReconciliationJson json,
            ConfigurationInForce configuration,
            ReconciliationSettings settings,
            Clock clock) {
        return new ReconciliationFolder(reconciler, manifests, json, configuration, settings.folder(), clock);
    }

    @Bean
    Freezer freezer(
            Manifests manifests,
            ManifestLedger ledger,
            ConfigurationInForce configuration,
            ReconciliationFolder folder,
            ReconciliationSettings settings,
            Clock clock) {
        return new Freezer(manifests, ledger, configuration, folder, settings, clock);
    }

    @Bean
    GapGauge gapGauge(ReconciliationLedger results, MeterRegistry meters, Clock clock) {
        return new GapGauge(results, meters, clock);
    }

    @Bean
    RegularWork reconcileSchedule(Freezer freezer, ReconciliationFolder folder, GapGauge gauge, OneNode oneNode) {
        return ReconcileSchedule.STANDARD.of(freezer, folder, gauge, oneNode);
    }
}
