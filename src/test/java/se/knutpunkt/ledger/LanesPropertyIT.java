package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Whatever happens in whatever sequence, lanes are as {@link LaneModel} has them: one delivery of a lane at a time, in the order of
 * acceptance, and one that is held keeps back its own lane alone. {@code -Dseed=} repeats a run.
 */
class LanesPropertyIT {
    private static final int STEPS = 600;
    private static final int VISITS = 5;
    private static final List<String> SYSTEMS = List.of("lanes-a", "lanes-b");
    private static final String TWO_IN_A_LANE = "SELECT count(*) FROM (SELECT FROM delivery WHERE state = 'SENDING'"
            + " GROUP BY receiver_system, order_key HAVING count(*) > 1) two";

    private static LedgerFixture fixture;

    private final long seed = Long.parseLong(Optional.ofNullable(System.getProperty("seed"))
            .filter(given -> !given.isBlank())
            .orElse(String.valueOf(System.nanoTime())));
    private final Random random = new Random(seed);
    private final LaneModel model = new LaneModel();
    private final List<Ledgers> nodes = new ArrayList<>(List.of(fixture.openNode(), fixture.openNode()));
    /** Of each delivery under way, its claim and whose it is. */
    private final Map<UUID, Held> underWay = new HashMap<>();

    private final Map<String, Integer> done = new HashMap<>();
    private int messages;

    private record Held(Ledgers node, Claim claim) {}

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        SYSTEMS.forEach(system -> fixture.ledgers().controls().register(system, "push-fhir", true, false, 1_000));
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void anySequenceOfStepsKeepsEachLaneInOrderOneAtATimeAndByItself() {
        System.out.println("lanes: seed " + seed);
        List<Runnable> steps = List.of(
                this::accept,
                this::accept,
                this::claim,
                this::claim,
                this::claim,
                this::claim,
                this::claim,
                this::deliver,
                this::deliver,
                this::deliver,
                this::fail,
                this::hold,
                this::giveBack,
                this::loseNode,
                this::tryAgain);
        for (int i = 0; i < STEPS; i++) {
            steps.get(random.nextInt(steps.size())).run();
            if (i % 10 == 0) {
                assertThat(fixture.sql().sql(TWO_IN_A_LANE).query(Integer.class).single())
                        .as("seed %d, step %d", seed, i)
                        .isZero();
            }
        }
        assertThat(done.keySet())
                .as("seed %d: everything was tried", seed)
                .contains("claimed", "kept back", "delivered", "failed", "held", "given back", "lost", "tried again");
        while (!model.listOpen().isEmpty()) {
            new ArrayList<>(model.list(DeliveryState.HELD)).forEach(this::tryAgain);
            new ArrayList<>(underWay.keySet()).forEach(this::deliver);
            model.listOpen().forEach(this::claim);
        }
        assertThat(fixture.sql()
                        .sql(
                                "SELECT count(*) FROM delivery WHERE state <> 'DELIVERED' AND receiver_system LIKE 'lanes-%'")
                        .query(Integer.class)
                        .single())
                .as("seed %d", seed)
                .isZero();
    }

    private void accept() {
        String visit = "visit-" + random.nextInt(VISITS);
        String[] to = random.nextBoolean()
                ? SYSTEMS.toArray(String[]::new)
                : new String[] {SYSTEMS.get(random.nextInt(SYSTEMS.size()))};
        IntakeReceipt receipt =
                node().intake().record(Drafts.of("lane-" + messages++, "ab", Drafts.visit(visit)), Drafts.to(to));
        fixture.sql()
                .sql("SELECT id, receiver_system FROM delivery WHERE hub_id = ? AND kind = 'MESSAGE'")
                .param(receipt.hubId())
                .query((row, n) -> Map.entry(row.getObject("id", UUID.class), row.getString("receiver_system")))
                .list()
                .forEach(delivery -> model.accept(delivery.getKey(), delivery.getValue() + " " + visit));
    }

    private void claim() {
        any(model.listOpen()).ifPresent(this::claim);
    }

    private void claim(LaneModel.Waiting waiting) {
        boolean expected = model.mayBeClaimed(waiting);
        Ledgers node = node();
        Optional<Claim> claim = node.deliveries().claim(waiting.id);
        assertThat(claim.isPresent()).as(said("claim", waiting)).isEqualTo(expected);
        count(expected ? "claimed" : "kept back");
        claim.ifPresent(got -> {
            waiting.state = DeliveryState.SENDING;
            waiting.attempts++;
            assertThat(got.attempt()).as(said("attempt", waiting)).isEqualTo(waiting.attempts);
            assertThat(got.possibleDuplicate()).as(said("mark", waiting)).isEqualTo(waiting.marked);
            underWay.put(waiting.id, new Held(node, got));
        });
    }

    private void deliver() {
        any(model.list(DeliveryState.SENDING)).ifPresent(waiting -> deliver(waiting.id));
    }

    private void deliver(UUID id) {
        LaneModel.Waiting waiting = model.get(id);
        Held held = underWay.remove(id);
        Optional<Hint> next = held.node().deliveries().recordDelivered(held.claim(), "ab", "m");
        assertThat(next.map(Hint::deliveryId)).as(said("next", waiting)).isEqualTo(model.findNext(waiting));
        waiting.state = DeliveryState.DELIVERED;
        count("delivered");
    }

    private void fail() {
        any(model.list(DeliveryState.SENDING)).ifPresent(waiting -> {
            boolean mayHaveArrived = random.nextBoolean();
            Held held = underWay.remove(waiting.id);
            held.node()
                    .deliveries()
                    .recordFailed(held.claim(), ErrorCode.RECEIVER_UNREACHABLE, Duration.ZERO, mayHaveArrived);
            waiting.state = DeliveryState.READY;
            waiting.marked |= mayHaveArrived;
            count("failed");
        });
    }

    private void hold() {
        any(model.list(DeliveryState.SENDING)).ifPresent(waiting -> {
            Held held = underWay.remove(waiting.id);
            held.node().deliveries().recordHeld(held.claim(), ErrorCode.RECEIVER_REFUSED, "PID-3");
            waiting.state = DeliveryState.HELD;
            count("held");
        });
    }

    /** Nothing was sent: neither an attempt nor a mark. */
    private void giveBack() {
        any(model.list(DeliveryState.SENDING)).ifPresent(waiting -> {
            Held held = underWay.remove(waiting.id);
            held.node().deliveries().release(held.claim());
            waiting.state = DeliveryState.READY;
            waiting.attempts--;
            count("given back");
        });
    }

    private void loseNode() {
        Ledgers dead = nodes.remove(random.nextInt(nodes.size()));
        nodes.add(fixture.openNode());
        nodes.forEach(living -> living.nodes().heartbeat());
        dead.nodes().end();
        node().deliveries().takeOverFromDeadNodes();
        for (Held held : List.copyOf(underWay.values())) {
            if (held.node() == dead) {
                LaneModel.Waiting waiting = model.get(held.claim().deliveryId());
                underWay.remove(waiting.id);
                waiting.state = DeliveryState.READY;
                waiting.marked = true;
                assertThatExceptionOfType(HubException.class)
                        .as(said("late outcome", waiting))
                        .isThrownBy(() -> dead.deliveries().recordDelivered(held.claim(), "ab", "m"))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CLAIM_LOST));
                count("lost");
            }
        }
    }

    private void tryAgain() {
        any(model.list(DeliveryState.HELD)).ifPresent(this::tryAgain);
    }

    private void tryAgain(LaneModel.Waiting waiting) {
        assertThat(node().deliveries().tryAgain(waiting.id, "anna", "mended"))
                .as(said("try again", waiting))
                .isTrue();
        waiting.state = DeliveryState.READY;
        waiting.marked = true;
        count("tried again");
    }

    private Ledgers node() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private <T> Optional<T> any(List<T> of) {
        return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
    }

    private void count(String what) {
        done.merge(what, 1, Integer::sum);
    }

    private String said(String step, LaneModel.Waiting waiting) {
        return "seed %d: %s of %s in %s".formatted(seed, step, waiting.state, waiting.lane);
    }
}
