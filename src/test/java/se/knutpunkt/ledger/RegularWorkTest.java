package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegularWorkTest {

    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofDays(1);

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void startsBeforeTheFirstTurnAndEndsAfterTheLast() {
        RegularWork work = new RegularWork(
                "test",
                7,
                () -> steps.add("start"),
                () -> steps.add("stop"),
                RegularWork.Task.atOnce(() -> steps.add("turn"), OFTEN),
                RegularWork.Task.later(() -> steps.add("later"), NEVER));
        work.start();
        work.start();
        await().until(() -> steps.size() > 3);
        work.stop();
        work.stop();
        List<String> seen = List.copyOf(steps);

        assertThat(work.getPhase()).isEqualTo(7);
        assertThat(work.isRunning()).isFalse();
        assertThat(seen).startsWith("start", "turn", "turn").doesNotContain("later");
        assertThat(seen.stream().filter(step -> !step.equals("turn"))).containsExactly("start", "stop");
    }

    @Test
    void whateverBreaksATurnTheNextOneComes() {
        RegularWork work = new RegularWork(
                "test",
                RegularWork.Task.atOnce(
                        () -> {
                            turns.incrementAndGet();
                            throw new NoClassDefFoundError("broken");
                        },
                        Duration.ofMillis(50)));
        work.start();
        await().until(() -> turns.get() > 2);
        work.stop();
        assertThat(turns.get()).isGreaterThan(2);
    }

    @Test
    void aSlowTaskDelaysNoOther() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        RegularWork work = new RegularWork(
                "test",
                RegularWork.Task.atOnce(
                        () -> {
                            try {
                                held.await();
                            } catch (InterruptedException stopped) {
                                steps.add("interrupted");
                            }
                        },
                        OFTEN),
                RegularWork.Task.atOnce(turns::incrementAndGet, OFTEN));
        work.start();
        await().until(() -> turns.get() > 2);
        work.stop();
        await().untilAsserted(() -> assertThat(steps).containsExactly("interrupted"));
    }

    @Test
    void startsAgainAfterAStopAndNotAtAllWhenItsStartFails() {
        RegularWork work = new RegularWork("test", RegularWork.Task.atOnce(turns::incrementAndGet, NEVER));
        work.start();
        await().until(() -> turns.get() == 1);
        work.stop();
        work.start();
        await().until(() -> turns.get() == 2);
        work.stop();

        RegularWork broken = new RegularWork(
                "test",
                0,
                () -> {
                    throw new IllegalStateException("no start");
                },
                () -> steps.add("stop"),
                RegularWork.Task.atOnce(turns::incrementAndGet, OFTEN));
        assertThatThrownBy(broken::start).hasMessage("no start");
        broken.stop();
        assertThat(broken.isRunning()).isFalse();
        assertThat(steps).isEmpty();
    }
}
