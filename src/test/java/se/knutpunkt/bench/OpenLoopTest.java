package se.knutpunkt.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void messagesAreDueAtASteadyRateFromTheStart() {
        OpenLoop schedule = OpenLoop.lasting(1_000_000, 100, 2);
        assertThat(schedule.count()).isEqualTo(200);
        assertThat(schedule.intendedMicros(0)).isEqualTo(1_000_000);
        assertThat(schedule.intendedMicros(1)).isEqualTo(1_010_000);
        assertThat(schedule.intendedMicros(199)).isEqualTo(2_990_000);
    }

    @Test
    void whatIsDueDependsOnTheTimeAloneAndNotOnWhatWasSent() {
        OpenLoop schedule = OpenLoop.lasting(1_000_000, 100, 2);
        assertThat(schedule.countDue(999_999)).isZero();
        assertThat(schedule.countDue(1_000_000)).isEqualTo(1);
        assertThat(schedule.countDue(1_500_000)).isEqualTo(51);
        assertThat(schedule.countDue(9_000_000)).isEqualTo(200);
    }

    @Test
    void aMessageIsNeverDueBeforeItsTime() {
        for (int perSecond : new int[] {1, 3, 7, 333, 9_999}) {
            OpenLoop schedule = OpenLoop.lasting(5, perSecond, 3);
            for (int number = 0; number < schedule.count(); number++) {
                long intended = schedule.intendedMicros(number);
                assertThat(schedule.countDue(intended + 1))
                        .as("%d at %d/s", number, perSecond)
                        .isGreaterThan(number);
                assertThat(schedule.countDue(intended - 1))
                        .as("%d at %d/s", number, perSecond)
                        .isLessThanOrEqualTo(number);
            }
        }
    }

    @Test
    void everyLaneSendsItsMessagesInOrderFromTheFirst() {
        LaneOrder order = LaneOrder.at(50);
        Map<Integer, Integer> next = new HashMap<>();
        for (int number = 0; number < 1_000; number++) {
            LaneOrder.Turn turn = order.turn(number);
            assertThat(turn.place()).isEqualTo(next.getOrDefault(turn.lane(), 0));
            next.put(turn.lane(), turn.place() + 1);
        }
        assertThat(next.values()).allMatch(sent -> sent <= MessageTemplates.PLACES);
        assertThat(next.values())
                .filteredOn(sent -> sent == MessageTemplates.PLACES)
                .hasSizeGreaterThan(200);
    }
}
