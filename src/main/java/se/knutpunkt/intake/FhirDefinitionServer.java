package se.knutpunkt.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.time.Clock;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MessageDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.receipt.Outcomes;

/**
 * What the hub understands, as a FHIR server: the capability statement, the definitions in force, and {@code $validate}. It holds no
 * messages and no patients.
 */
final class FhirDefinitionServer extends RestfulServer {

    private static final long serialVersionUID = 1L;

    private final transient ConfigurationInForce configuration;
    private final transient Outcomes outcomes;
    private final transient Clock clock;

    FhirDefinitionServer(ConfigurationInForce configuration, Outcomes outcomes, Clock clock) {
        this.configuration = configuration;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Override
    protected void initialize() {
        FhirContext context = FhirContext.forR4Cached();
        setFhirContext(context);
        setServerName("Knutpunkt");
        setImplementationDescription("Definitions of the hub's messages");
        setDefaultResponseEncoding(EncodingEnum.JSON);
        FhirDefinitionServerContent content = new FhirDefinitionServerContent(context, configuration);
        registerProviders(
                new FhirDefinitionServerProvider<>(StructureDefinition.class, content),
                new FhirDefinitionServerProvider<>(CodeSystem.class, content),
                new FhirDefinitionServerProvider<>(ValueSet.class, content),
                new FhirDefinitionServerProvider<>(ConceptMap.class, content),
                new FhirDefinitionServerProvider<>(MessageDefinition.class, content),
                new FhirDefinitionServerValidation(context, configuration, outcomes, clock));
        registerInterceptor(new FhirDefinitionServerMessaging(content));
    }
}
