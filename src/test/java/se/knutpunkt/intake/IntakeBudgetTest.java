package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class IntakeBudgetTest {

    private final IntakeBudget budget = new IntakeBudget(1_000, 500);

    @Test
    void aSenderFillsItsShareAndLeavesRoomForTheOthers() {
        IntakeBudget.Share first = budget.open("flood");
        IntakeBudget.Share second = budget.open("flood");
        assertThat(first.growTo(150)).isTrue();
        assertThat(second.growTo(100)).isTrue();
        assertThat(second.growTo(101)).isFalse();
        assertThat(first.growTo(151)).isFalse();
        assertThat(budget.open("other").growTo(250)).isTrue();
        first.close();
        assertThat(second.growTo(200)).isTrue();
    }

    @Test
    void theOnlyMessageOfASenderMayBeLargerThanItsShare() {
        IntakeBudget.Share only = budget.open("one");
        assertThat(only.growTo(500)).isTrue();
        assertThat(budget.open("one").growTo(1)).isFalse();
        assertThat(budget.open("another").growTo(500)).isTrue();
        assertThat(budget.open("third").growTo(1)).as("all together").isFalse();
    }

    @Test
    void whatWasGivenBackIsFreeAndGivingTwiceIsHarmless() {
        IntakeBudget.Share share = budget.open("one");
        share.requireRoom(400);
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> budget.open("one").requireRoom(900))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MUCH_AT_ONCE));
        share.close();
        share.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void aBudgetThatHoldsNotEvenTheLargestMessageIsRefused() {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> new IntakeBudget(999, 1_000))
                .withMessageContaining("hub.intake.max-bytes");
    }

    @Test
    void manyThreadsNeverTakeMoreThanThereIsAndGiveAllBack() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> all = IntStream.range(0, 8)
                    .mapToObj(seed -> threads.submit(() -> {
                        Random random = new Random(seed);
                        boolean within = true;
                        for (int i = 0; i < 2_000; i++) {
                            try (IntakeBudget.Share share = budget.open("sender-" + random.nextInt(3))) {
                                share.growTo(random.nextInt(300));
                                share.growTo(random.nextInt(600));
                                within &= budget.used() <= 1_000;
                            }
                        }
                        return within;
                    }))
                    .toList();
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(budget.used()).isZero();
    }
}
