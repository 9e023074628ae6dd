package se.knutpunkt.canonical;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.validation.FhirValidator;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;

/** Puts HAPI's validator together from FHIR's definitions on the classpath and our own; nothing is fetched. */
final class HapiValidators {

    private HapiValidators() {}

    static FhirValidator create(FhirContext context, Definitions definitions) {
        FhirInstanceValidator profiles = new FhirInstanceValidator(support(context, definitions));
        profiles.setAnyExtensionsAllowed(false);
        profiles.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        FhirValidator validator = context.newValidator();
        validator.registerValidatorModule(profiles);
        return validator;
    }

    private static IValidationSupport support(FhirContext context, Definitions definitions) {
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
        IParser parser = context.newJsonParser();
        definitions.list().forEach(definition -> ours.addResource(parser.parseResource(definition.toString())));
        return new ValidationSupportChain(
                ours,
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context));
    }
}
