package se.knutpunkt.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.canonical.Definitions;

/** The definitions in force as resources, read again only when others come in force. */
final class FhirDefinitionServerContent {

    private record Read(Definitions definitions, List<IBaseResource> resources) {}

    private final FhirContext context;
    private final ConfigurationInForce configuration;
    private volatile Read read;

    FhirDefinitionServerContent(FhirContext context, ConfigurationInForce configuration) {
        this.context = context;
        this.configuration = configuration;
    }

    /** All definitions of a type. */
    <T extends Resource> List<T> list(Class<T> type) {
        return resources().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<IBaseResource> resources() {
        Definitions definitions = configuration.get().fastCheck().definitions();
        Read known = read;
        if (known == null || known.definitions() != definitions) {
            IParser parser = context.newJsonParser();
            List<IBaseResource> resources = new ArrayList<>();
            definitions.list().forEach(definition -> resources.add(parser.parseResource(definition.toString())));
            known = new Read(definitions, resources);
            read = known;
        }
        return known.resources();
    }
}
