package se.knutpunkt.operate.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs from message to message is no part of a cause. */
class FailurePlaceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bundle.entry[3].resource.identifier[0].value | Bundle.entry.resource.identifier.value",
                "Bundle.entry[3].resource.identifier | Bundle.entry.resource.identifier",
                "PID-3 | PID-3",
                "PID(2)-3.1 | PID-3.1",
                "/entry/3/resource/name/0 | /entry/resource/name",
                "Patient/0190c0de-7f5a-7000-8000-000000000001 | Patient/*",
                "identifier.value=191212121212 | identifier.value",
                "PID-3 191212121212 | PID-3",
                "unit SE2120001439-SYN1440 | unit",
                "PID-3.191212121212 | PID-3.*",
                "name 'Åsa' | name",
                "'' | ''"
            })
    void onlyThePlaceItselfIsKept(String place, String expected) {
        assertThat(FailurePlace.normalise(place)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"50000", "121"})
    void aLongOneIsCut(int length) {
        assertThat(FailurePlace.normalise("a".repeat(length))).hasSize(120);
    }
}
