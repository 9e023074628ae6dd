package se.knutpunkt.intake;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;

/** Reads and searches the definitions of one type. Public because HAPI calls it by reflection. */
public final class FhirDefinitionServerProvider<T extends MetadataResource> implements IResourceProvider {

    private final Class<T> type;
    private final FhirDefinitionServerContent content;

    FhirDefinitionServerProvider(Class<T> type, FhirDefinitionServerContent content) {
        this.type = type;
        this.content = content;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    /** The definition with this id. */
    @Read
    public T read(@IdParam IdType id) {
        return content.list(type).stream()
                .filter(definition -> definition.getIdElement().getIdPart().equals(id.getIdPart()))
                .findFirst()
                .orElseThrow(() -> new ResourceNotFoundException(type.getSimpleName()));
    }

    /** All definitions of the type, or those with this canonical URL or id. */
    @Search
    public IBundleProvider search(
            @OptionalParam(name = "url") UriParam url, @OptionalParam(name = "_id") TokenParam id) {
        List<T> found = content.list(type).stream()
                .filter(definition -> url == null || url.getValue().equals(definition.getUrl()))
                .filter(definition -> id == null
                        || id.getValue().equals(definition.getIdElement().getIdPart()))
                .toList();
        return new SimpleBundleProvider(found);
    }
}
