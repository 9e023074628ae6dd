package se.knutpunkt.operate.overview;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.OverviewLedger;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.security.HubCertificates;

/** The beans of the overview, from the settings {@code hub.overview.*}. */
@Configuration(proxyBeanMethods = false)
public class OverviewBeans {

    @Bean
    OverviewSettings overviewSettings(
            @Value("${hub.overview.slow-after:5m}") Duration slowAfter,
            @Value("${hub.overview.failing-held:1}") int failingHeld,
            @Value("${hub.overview.silent-after:24h}") Duration silentAfter,
            @Value("${hub.overview.certificate-days:30}") int certificateDays,
            @Value("${hub.overview.deadline-margin:4h}") Duration deadlineMargin) {
        return new OverviewSettings(slowAfter, failingHeld, silentAfter, certificateDays, deadlineMargin);
    }

    @Bean
    OverviewReader overviewReader(
            OverviewLedger ledger,
            ConfigurationInForce configuration,
            HubCertificates hubCertificates,
            CertificatesInUse certificates,
            OverviewSettings settings,
            Clock clock) {
        return new OverviewReader(ledger, configuration, hubCertificates, certificates, settings, clock);
    }
}
