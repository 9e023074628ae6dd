package se.knutpunkt.report.desk;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.ReportLedger;
import se.knutpunkt.report.compose.ScopeNames;
import se.knutpunkt.report.compose.Standing;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.Figures;
import se.knutpunkt.report.finding.FindingRules;

/** The beans of the desk. */
@Configuration(proxyBeanMethods = false)
public class ReportDeskBeans {

    @Bean
    Reports reports(
            ReportLedger ledger, Figures figures, FigureCatalogue catalogue, ConfigurationInForce configuration) {
        return new Reports(
                ledger,
                new FrozenFigureBook(
                        figures,
                        catalogue,
                        new ScopeNames(() -> configuration.get().directory(), catalogue)),
                () -> configuration.get().directory(),
                period -> Standing.NONE,
                new ReportWriter(catalogue, FindingRules.load()));
    }
}
