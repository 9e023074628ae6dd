package se.knutpunkt.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryStateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READY      | SENDING DELIVERED HELD CANCELLED SUPERSEDED EXPIRED",
                "SENDING    | READY DELIVERED HELD",
                "HELD       | READY CANCELLED SUPERSEDED EXPIRED",
                "DELIVERED  | ''",
                "CANCELLED  | ''",
                "SUPERSEDED | ''",
                "EXPIRED    | ''"
            })
    void eachStateMayBecomeExactlyTheStatesOfTheTable(DeliveryState from, String allowed) {
        Set<DeliveryState> expected = EnumSet.noneOf(DeliveryState.class);
        Arrays.stream(allowed.split(" "))
                .filter(name -> !name.isEmpty())
                .map(DeliveryState::valueOf)
                .forEach(expected::add);
        for (DeliveryState next : DeliveryState.values()) {
            assertThat(from.mayBecome(next)).as(from + " to " + next).isEqualTo(expected.contains(next));
        }
    }

    @ParameterizedTest
    @EnumSource
    void finalStatesAreThoseThatBecomeNothing(DeliveryState state) {
        boolean becomesSomething = Arrays.stream(DeliveryState.values()).anyMatch(state::mayBecome);

        assertThat(state.isFinal()).isEqualTo(!becomesSomething);
    }

    @Test
    void noStateBecomesItself() {
        assertThat(DeliveryState.values()).noneMatch(state -> state.mayBecome(state));
    }
}
