package se.knutpunkt.activation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteStepsTest {

    @Test
    void theStepsOfTheProgramAreFoundByTheirAnnotation() {
        assertThat(RouteSteps.list()).contains("accept-message");
    }
}
