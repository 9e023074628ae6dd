package se.knutpunkt.report.figures;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.ledger.FigureSetLedger;
import se.knutpunkt.ledger.IncidentLedger;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.RegularWork;
import se.knutpunkt.ledger.StatusLedger;

/** The beans of the figures. A part of the report that has figures of its own adds a {@link FigureSource}. */
@Configuration(proxyBeanMethods = false)
public class FigureBeans {

    private static final Duration TURN = Duration.ofMinutes(30);

    @Bean
    FigureCatalogue figureCatalogue() {
        return FigureCatalogue.load();
    }

    @Bean
    Deviations deviations(IncidentLedger incidents) {
        return new Deviations(incidents);
    }

    @Bean
    FigureSource availabilityFigures(FigureCatalogue catalogue, StatusLedger ledger, IncidentLedger incidents) {
        return new Availability(catalogue, ledger, incidents);
    }

    @Bean
    FigureSource trafficFigures(FigureCatalogue catalogue, StatusLedger ledger) {
        return new TrafficFigures(catalogue, ledger);
    }

    @Bean
    FigureSource lawFigures(FigureCatalogue catalogue, StatusLedger ledger) {
        return new LawFigures(catalogue, ledger);
    }

    @Bean
    FigureSource operationFigures(FigureCatalogue catalogue, StatusLedger ledger) {
        return new OperationFigures(catalogue, ledger);
    }

    @Bean
    FigureSource deviationFigures(FigureCatalogue catalogue, Deviations deviations) {
        return new DeviationFigures(catalogue, deviations);
    }

    @Bean
    FigureMaker figureMaker(FigureCatalogue catalogue, Deviations deviations, List<FigureSource> sources) {
        return new FigureMaker(catalogue, deviations, sources);
    }

    @Bean
    Figures figures(
            FigureMaker maker,
            FigureSetLedger ledger,
            ConfigurationInForce configuration,
            ConfigurationLedger snapshots,
            Clock clock) {
        return new Figures(maker, ledger, configuration, snapshots, clock);
    }

    @Bean
    RegularWork figureSchedule(Figures figures, OneNode oneNode) {
        return new RegularWork(
                "figures",
                RegularWork.Task.later(() -> oneNode.attempt("freeze-figures", TURN, figures::freezeDue), TURN));
    }
}
