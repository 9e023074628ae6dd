package se.knutpunkt.operate.configure;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.Activator;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.ledger.MessageContents;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;

/** The services of configurations. */
@Configuration(proxyBeanMethods = false)
public class ConfigureBeans {

    @Bean
    ConfigurationControl configurationControl(
            Activator activator,
            ConfigurationInForce inForce,
            ConfigurationLedger ledger,
            Ids ids,
            @Value("${hub.configuration-two-persons:${HUB_CONFIGURATION_TWO_PERSONS:false}}") boolean twoPersons) {
        return new ConfigurationControl(activator, inForce, ledger, ids, twoPersons);
    }

    @Bean
    WhatIf whatIf(Activator activator, ConfigurationInForce inForce, MessageContents contents, OperatorLog log) {
        return new WhatIf(activator, inForce, contents, log);
    }

    @Bean
    CaseMaker caseMaker(MessageContents contents, ConfigurationInForce inForce, Activator activator, OperatorLog log) {
        return new CaseMaker(contents, inForce, activator, log);
    }
}
