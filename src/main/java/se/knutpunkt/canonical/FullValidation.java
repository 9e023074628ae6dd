package se.knutpunkt.canonical;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.message.FailureTrace;

/**
 * The whole of FHIR's rules, our profiles and the hub's own rules, off the path: some thirty messages a second, and seconds for the
 * first. Needs no network. Safe for threads; built at first use.
 */
public final class FullValidation {

    private static final Logger LOG = LoggerFactory.getLogger(FullValidation.class);

    private final Definitions definitions;
    private final HubRules rules;
    private volatile FhirValidator validator;

    /** @param fastCheck the check on the path, whose definitions and rules this one shares */
    public FullValidation(FastCheck fastCheck) {
        this.definitions = fastCheck.definitions();
        this.rules = fastCheck.rules();
    }

    /** Everything found, errors of the hub's own rules first. */
    public List<Finding> validate(JsonNode bundle) {
        Findings own = new Findings();
        if (bundle.isObject()) {
            rules.check(bundle, own);
        }
        List<Finding> findings = new ArrayList<>();
        own.list()
                .forEach(refusal -> findings.add(new Finding(
                        Finding.Severity.ERROR,
                        refusal.place(),
                        refusal.code().number() + " " + refusal.code() + " " + refusal.detail())));
        findings.addAll(validateProfiles(bundle));
        return findings;
    }

    /** True when nothing found is an error. */
    public static boolean passes(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** What FHIR's own rules and our profiles find, without the hub's rules that the fast check applies as well. */
    public List<Finding> validateProfiles(JsonNode bundle) {
        ValidationOptions options = new ValidationOptions().addProfile(Fhir.MESSAGE_PROFILE);
        // outside: what is wrong with our own definitions is no fault of the message
        FhirValidator hapi = validator();
        try {
            return hapi.validateWithResult(bundle.toString(), options).getMessages().stream()
                    .map(FullValidation::finding)
                    .toList();
        } catch (RuntimeException unreadable) {
            // HAPI's own reader fails in many ways on JSON that is no FHIR, casts among them
            LOG.warn("not read by the full validation: {}", FailureTrace.of(unreadable));
            return List.of(new Finding(Finding.Severity.ERROR, "Bundle", "cannot be read as FHIR"));
        }
    }

    private FhirValidator validator() {
        FhirValidator built = validator;
        if (built == null) {
            synchronized (this) {
                built = validator;
                if (built == null) {
                    built = HapiValidators.create(FhirContext.forR4Cached(), definitions);
                    validator = built;
                }
            }
        }
        return built;
    }

    private static Finding finding(SingleValidationMessage message) {
        Finding.Severity severity = switch (message.getSeverity()) {
            case FATAL, ERROR -> Finding.Severity.ERROR;
            case WARNING -> Finding.Severity.WARNING;
            case INFORMATION -> Finding.Severity.INFORMATION;
        };
        String place = message.getLocationString();
        return new Finding(severity, place == null ? "" : place, message.getMessage());
    }
}
