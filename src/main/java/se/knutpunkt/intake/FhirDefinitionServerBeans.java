package se.knutpunkt.intake;

import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.receipt.Outcomes;

/** Maps the server of definitions to {@code /fhir/*}; it comes up at the first request, so that the start does not wait for it. */
@Configuration(proxyBeanMethods = false)
public class FhirDefinitionServerBeans {

    @Bean
    ServletRegistrationBean<FhirDefinitionServer> fhirDefinitionServer(
            ConfigurationInForce configuration, Outcomes outcomes, Clock clock) {
        ServletRegistrationBean<FhirDefinitionServer> registration =
                new ServletRegistrationBean<>(new FhirDefinitionServer(configuration, outcomes, clock), "/fhir/*");
        registration.setName("fhirDefinitionServer");
        registration.setLoadOnStartup(-1);
        return registration;
    }
}
