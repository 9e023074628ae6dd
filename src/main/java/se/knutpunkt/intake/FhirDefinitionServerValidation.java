package se.knutpunkt.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.receipt.Outcomes;

/**
 * {@code $validate}: every check the door makes and the full validation besides, and nothing is stored. Public because HAPI calls it
 * by reflection.
 */
public final class FhirDefinitionServerValidation {

    private static final Duration LONGEST_BODY = Duration.ofSeconds(20);

    private final FhirContext context;
    private final Outcomes outcomes;
    private final FhirDefinitionServerChecks checks;

    FhirDefinitionServerValidation(
            FhirContext context, ConfigurationInForce configuration, Outcomes outcomes, Clock clock) {
        this.context = context;
        this.outcomes = outcomes;
        this.checks = new FhirDefinitionServerChecks(configuration, outcomes, clock);
    }

    /** {@code POST /fhir/$validate}; the body is the Bundle, or Parameters with it as {@code resource}. */
    @Operation(name = "$validate", manualRequest = true)
    public OperationOutcome validate(HttpServletRequest request) {
        Locale locale = HttpRefusalWriter.locale(request);
        try {
            return toHapi(checks.check(read(request), locale));
        } catch (HubException refused) {
            throw failure(refused.refusal(), locale);
        } catch (IOException gone) {
            throw failure(Refusal.of(ErrorCode.UNREADABLE, "body"), locale);
        }
    }

    /** {@code POST /fhir/Bundle/$validate}. */
    @Operation(name = "$validate", type = Bundle.class, manualRequest = true)
    public OperationOutcome validateBundle(HttpServletRequest request) {
        return validate(request);
    }

    private static JsonNode read(HttpServletRequest request) throws IOException {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        boolean gzip = "gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"));
        byte[] body = new BodyReader(LONGEST_BODY)
                .read(
                        // how many may be validated at once is bounded elsewhere
                        request.getInputStream(), gzip, ReadLimits.DEFAULT.maxBytes(), size -> {});
        Format format = type.contains("xml") ? Format.FHIR_XML : Format.FHIR_JSON;
        JsonNode tree = Codecs.get(format).read(body, ReadLimits.DEFAULT);
        if ("Parameters".equals(tree.path("resourceType").asText())) {
            for (JsonNode parameter : tree.path("parameter")) {
                if ("resource".equals(parameter.path("name").asText())) {
                    return parameter.path("resource");
                }
            }
        }
        return tree;
    }

    private UnclassifiedServerFailureException failure(Refusal refusal, Locale locale) {
        int status = switch (refusal.code()) {
            case TOO_LARGE -> 413;
            case BACKLOG_FULL, NO_CONFIGURATION -> 503;
            default -> 400;
        };
        ObjectNode outcome = outcomes.operationOutcome(List.of(refusal), List.of(), false, locale);
        return new UnclassifiedServerFailureException(status, refusal.code().number(), toHapi(outcome));
    }

    private OperationOutcome toHapi(ObjectNode outcome) {
        return context.newJsonParser().parseResource(OperationOutcome.class, outcome.toString());
    }
}
