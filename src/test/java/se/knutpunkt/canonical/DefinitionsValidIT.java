package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.translate.ConceptMapWriter;
import se.knutpunkt.translate.TestConfiguration;

/** Everything the hub publishes is itself good FHIR, by HAPI's own validator. */
class DefinitionsValidIT {

    private static final Definitions DEFINITIONS = new Definitions(
            TestCatalogue.get(),
            TestConfiguration.translator().listConceptMaps().stream()
                    .map(ConceptMapWriter::toFhir)
                    .toList());

    /** The validator makes the snapshots of extensions anew from a package that is on no class path; SnapshotsIT holds ours. */
    private static final String PACKAGE_MISSING = "Unable to resolve package id hl7.fhir.r4.core";

    @Test
    void everyDefinitionPassesTheFullValidation() {
        FhirValidator validator = HapiValidators.create(FhirContext.forR4Cached(), DEFINITIONS);
        List<String> wrong = new ArrayList<>();
        for (ObjectNode definition : DEFINITIONS.list()) {
            validator.validateWithResult(definition.toString()).getMessages().stream()
                    .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.WARNING) > 0)
                    .filter(message -> !isPackageMissing(definition, message.getMessage()))
                    .forEach(
                            message -> wrong.add(definition.path("resourceType").asText() + "/"
                                    + definition.path("id").asText() + " " + message.getLocationString() + ": "
                                    + message.getMessage()));
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isPackageMissing(ObjectNode definition, String message) {
        return definition.path("type").asText().equals("Extension") && message.contains(PACKAGE_MISSING);
    }

    @Test
    void everyKindOfDefinitionIsThere() {
        TreeSet<String> kinds = new TreeSet<>();
        DEFINITIONS.list().forEach(one -> kinds.add(one.path("resourceType").asText()));
        assertThat(kinds)
                .containsExactly("CodeSystem", "ConceptMap", "MessageDefinition", "StructureDefinition", "ValueSet");
    }
}
