package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.canonical.Finding;
import se.knutpunkt.canonical.FullValidation;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.receipt.Outcomes;

/** Runs all checks on a Bundle and puts what they find in one OperationOutcome, the door's own refusals first. */
final class FhirDefinitionServerChecks {

    private static final int WAIT_SECONDS = 20;

    private record Full(FastCheck fastCheck, FullValidation validation) {}

    private final ConfigurationInForce configuration;
    private final Outcomes outcomes;
    private final Clock clock;
    /** The full validation takes a core for some thirtieth of a second: one at a time leaves the rest to the messages. */
    private final Semaphore turn = new Semaphore(1);

    private volatile Full full;

    FhirDefinitionServerChecks(ConfigurationInForce configuration, Outcomes outcomes, Clock clock) {
        this.configuration = configuration;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    ObjectNode check(JsonNode bundle, Locale locale) {
        InForce inForce = configuration.get();
        Set<Refusal> refusals = new LinkedHashSet<>(inForce.fastCheck().check(bundle));
        if (bundle instanceof ObjectNode object
                && "Bundle".equals(bundle.path("resourceType").asText())) {
            refusals.addAll(EventCheck.check(
                    new CanonicalMessage(object),
                    inForce.catalogue(),
                    clock.instant(),
                    inForce.exchange().clockSkew()));
        }
        List<Finding> findings = validate(bundle, inForce.fastCheck());
        ObjectNode outcome = outcomes.operationOutcome(new ArrayList<>(refusals), List.of(), false, locale);
        ArrayNode issues = outcome.withArray("issue");
        for (Finding finding : findings) {
            ObjectNode issue = issues.addObject()
                    .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("code", "processing")
                    .put("diagnostics", finding.message());
            if (!finding.path().isBlank()) {
                issue.putArray("expression").add(finding.path());
            }
        }
        if (issues.isEmpty()) {
            issues.addObject()
                    .put("severity", "information")
                    .put("code", "informational")
                    .put("diagnostics", "OK");
        }
        return outcome;
    }

    private List<Finding> validate(JsonNode bundle, FastCheck fastCheck) {
        try {
            if (!turn.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new HubException(ErrorCode.BACKLOG_FULL, "$validate", "");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new HubException(ErrorCode.BACKLOG_FULL, "$validate", "", stopping);
        }
        try {
            Full current = full;
            if (current == null || current.fastCheck() != fastCheck) {
                current = new Full(fastCheck, new FullValidation(fastCheck));
                full = current;
            }
            return current.validation().validateProfiles(bundle);
        } finally {
            turn.release();
        }
    }
}
