package se.knutpunkt.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpennessTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /fhir/metadata, OPEN",
        "GET, /fhir/CodeSystem/event, OPEN",
        "POST, /fhir/$validate, OPEN",
        "GET, /actuator/health/readiness, OPEN",
        "GET, /openapi.yaml, OPEN",
        "GET, /openapi, OPEN",
        "GET, /actuator/prometheus, LOOPBACK_ONLY",
        "POST, /actuator/loggers, LOOPBACK_ONLY",
        "POST, /fhir/$process-message, PROTECTED",
        "GET, /fhir/$process-message, PROTECTED",
        "POST, /fhir, PROTECTED",
        "POST, /fhir//$process-message, PROTECTED",
        "POST, /api/v1/messages, PROTECTED",
        "GET, /api/v1/inbox, PROTECTED",
        "GET, /, CONSOLE",
        "GET, /messages/some, CONSOLE",
        "POST, /login, CONSOLE",
        "GET, /api/v1/ops/overview, CONSOLE",
        "GET, /api/v1/opsology, PROTECTED",
        "GET, //messages, PROTECTED",
        "GET, /messages.html, PROTECTED",
        "GET, /unknown, PROTECTED",
        "GET, /fhirish, PROTECTED"
    })
    void whatIsNotNamedAsOpenNeedsACaller(String method, String path, Openness expected) {
        assertThat(Openness.of(method, path)).isEqualTo(expected);
    }
}
