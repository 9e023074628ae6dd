package se.knutpunkt.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.canonical.AttachmentLimits;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.Definitions;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.translate.TestConfiguration;

/** What a mapping makes of a case passes the checks on the path, so that no sender is refused for what the hub itself wrote. */
class MappingOutcomesCheckTest {

    private static final FastCheck FAST_CHECK =
            new FastCheck(new Definitions(TestCatalogue.get()), IdentityPolicy.demo(), AttachmentLimits.DEFAULT);

    static Stream<MappingCase> cases() {
        return MappingCase.list().stream().filter(MappingCase::isInbound);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCanonicalMessagePassesTheChecks(MappingCase mappingCase) throws IOException {
        JsonNode outcome = mappingCase.outcome(mappingCase.source());
        if (!outcome.has("entry") || mappingCase.refusedLater()) {
            assertThat(outcome.isObject()).isTrue();
            return;
        }
        assertThat(check((ObjectNode) outcome)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "hl7v2-to-canonical, Patient.identifier[0].value, PID-3",
        "hl7v2-to-canonical, Bundle.entry[1].resource.birthDate, Bundle.entry[1].resource.birthDate",
        "hl7v2-to-canonical, Encounter.extension[estimated-discharge], PV2-9",
        "hl7v2-to-canonical, Task.input[contactPhone], ZVE",
        "event-to-canonical, Task.input[contactPhone], content.contactPhone",
        "event-to-canonical, Task.input[2].valueString, content",
        "event-to-canonical, MessageHeader.sender.extension[sender-role], sender.role",
        "event-to-canonical, MessageHeader.extension(happened-at), happenedAt",
        "event-to-canonical, Patient.name[0].family, patient.name",
        "fhir-to-canonical, Patient.name[0].family, Patient.name[0].family"
    })
    void aLaterRefusalIsToldInTheSendersTerms(String mapping, String place, String told) {
        Refusal refusal = Refusal.of(ErrorCode.REQUIRED_MISSING, place);

        assertThat(MappingCase.TRANSLATOR.inSourceTerms(mapping, refusal).place())
                .isEqualTo(told);
    }

    private static List<Refusal> check(ObjectNode bundle) {
        List<Refusal> refusals = new ArrayList<>(FAST_CHECK.check(bundle));
        refusals.addAll(EventCheck.check(new CanonicalMessage(bundle), TestCatalogue.get(), TestConfiguration.NOW));
        return refusals;
    }
}
