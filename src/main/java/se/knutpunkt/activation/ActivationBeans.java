package se.knutpunkt.activation;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.ledger.ControlLedger;
import se.knutpunkt.message.IdentityPolicy;

/**
 * The beans of activation, from the settings {@code hub.configuration} (the folder) and {@code hub.configuration-watch}: true brings
 * valid files in force at start and on change, false leaves it to the ledger; left out, it is true on the embedded database only.
 */
@Configuration(proxyBeanMethods = false)
public class ActivationBeans {

    private final Path folder;
    private final boolean fromFiles;

    public ActivationBeans(
            @Value("${hub.configuration:.}") String folder,
            @Value("${hub.configuration-watch:${HUB_CONFIGURATION_WATCH:}}") String watch,
            @Value("${hub.configuration-two-persons:${HUB_CONFIGURATION_TWO_PERSONS:false}}") boolean twoPersons,
            @Value("${hub.database.url:}") String databaseUrl) {
        // Path.of, and not a conversion by Spring, which would look for the folder inside the web application
        this.folder = Path.of(folder);
        // Nothing comes in force by itself where two persons are asked for.
        this.fromFiles = !twoPersons && (watch.isBlank() ? databaseUrl.isBlank() : Boolean.parseBoolean(watch));
    }

    @Bean
    ConfigurationInForce configurationInForce() {
        return new ConfigurationInForce();
    }

    @Bean
    CandidateReader candidateReader(Environment environment, IdentityPolicy identities) {
        return new WholeCandidateReader(environment::getProperty, identities);
    }

    /** Started before anything that takes messages: it is a bean, and those are started when all beans are there. */
    @Bean(initMethod = "start")
    Activator activator(
            CandidateReader reader, ConfigurationInForce inForce, ConfigurationLedger ledger, ControlLedger controls) {
        return new Activator(folder, fromFiles, reader, inForce, ledger, controls);
    }

    @Bean
    ConfigurationWatch configurationWatch(Activator activator) {
        return new ConfigurationWatch(folder, fromFiles, activator);
    }

    @Bean
    ConfigurationHealth configurationHealthIndicator(Activator activator, ConfigurationInForce inForce) {
        return new ConfigurationHealth(activator, inForce);
    }
}
