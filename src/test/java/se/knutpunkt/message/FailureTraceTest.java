package se.knutpunkt.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTraceTest {

    @Test
    void classesAndPlacesAreThereAndNoMessageIs() {
        RuntimeException failure =
                new IllegalStateException("quotes 193704219124", new IllegalArgumentException("quotes Märta"));

        String trace = FailureTrace.of(failure);

        assertThat(trace)
                .startsWith(
                        "java.lang.IllegalStateException\n\tat " + getClass().getName())
                .contains("Caused by: java.lang.IllegalArgumentException\n\tat ")
                .doesNotContain("quotes");
    }

    @Test
    void aLoopOfCausesAndAnEndlessStackAreCutOff() {
        IllegalStateException first = new IllegalStateException();
        IllegalStateException second = new IllegalStateException(first);
        first.initCause(second);

        assertThat(FailureTrace.of(first).lines()).hasSizeLessThan(6 * 21 + 1);
    }
}
