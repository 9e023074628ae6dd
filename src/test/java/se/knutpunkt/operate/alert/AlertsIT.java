package se.knutpunkt.operate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.directory.AlertPlan;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.AlertRow;
import se.knutpunkt.ledger.WatchedLedger;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.operate.SettableClock;
import se.knutpunkt.operate.WatchedConfiguration;

/** Alerts as states: opened once, kept, resolved when the condition has stayed away, told once, silenced and escalated. */
class AlertsIT {

    private static final AlertPlan PLAN = new AlertPlan(
            Duration.ofMinutes(5),
            List.of(
                    new AlertPlan.Channel("mail", true, List.of("drift@gits.example"), "sv", Duration.ofMinutes(5)),
                    new AlertPlan.Channel("on-call", true, List.of("jour@gits.example"), "sv", Duration.ofMinutes(5)),
                    new AlertPlan.Channel("hook", false, List.of(), "en", Duration.ofMinutes(1))),
            List.of(new AlertRule(
                    "circuit-open",
                    "circuit-open",
                    true,
                    List.of("mail", "hook"),
                    Optional.of(Duration.ofHours(1)),
                    List.of("on-call"),
                    Duration.ofMinutes(10),
                    0,
                    0,
                    0,
                    0,
                    List.of(),
                    "Mottagaren svarar inte")));

    private final List<Condition> conditions = new ArrayList<>();
    private final SettableClock clock = new SettableClock(Instant.now());
    private WatchedLedger ledger;
    private AlertEvaluator evaluator;
    private boolean broken;

    @BeforeEach
    void open() {
        ledger = new WatchedLedger();
        evaluator = evaluator(new Channels(true, false));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aConditionIsOneAlertHoweverOftenItIsSeen() {
        conditions.add(condition("municipality-ale"));
        evaluator.evaluate();
        clock.forward(Duration.ofMinutes(1));
        evaluator.evaluate();
        evaluator(new Channels(true, false)).evaluate();

        assertThat(openAlerts()).singleElement().satisfies(alert -> {
            assertThat(alert.key()).isEqualTo("circuit-open:municipality-ale");
            assertThat(alert.severity()).isEqualTo("critical");
            assertThat(alert.figures()).containsEntry("attempts", "7");
            assertThat(alert.lastSeen()).isAfter(alert.openedAt());
            assertThat(alert.toldAt()).isNotNull();
        });
        assertThat(untold("mail")).containsExactly("OPENED");
        assertThat(untold("hook")).as("no address is set for it").isEmpty();
    }

    @Test
    void itIsResolvedWhenTheConditionHasStayedAway() {
        conditions.add(condition("municipality-ale"));
        evaluator.evaluate();
        conditions.clear();
        evaluator.evaluate();
        clock.forward(Duration.ofMinutes(4));
        evaluator.evaluate();
        assertThat(openAlerts()).as("not yet").hasSize(1);
        conditions.add(condition("municipality-ale"));
        evaluator.evaluate();
        conditions.clear();
        clock.forward(Duration.ofMinutes(4));
        evaluator.evaluate();
        assertThat(openAlerts()).as("it came back meanwhile").hasSize(1);

        clock.forward(Duration.ofMinutes(5));
        evaluator.evaluate();

        assertThat(openAlerts()).isEmpty();
        assertThat(ledger.alerts().listResolved(10, 0)).hasSize(1);
        assertThat(untold("mail")).containsExactly("OPENED", "RESOLVED");
    }

    @Test
    void whatCannotBeToldIsNeitherOpenedNorResolved() {
        conditions.add(condition("municipality-ale"));
        evaluator.evaluate();
        broken = true;
        clock.forward(Duration.ofHours(2));
        evaluator.evaluate();
        clock.forward(Duration.ofHours(2));
        evaluator.evaluate();

        assertThat(openAlerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.clearSince()).isNull());
    }

    @Test
    void nobodyIsToldWhileItIsSilenced() {
        ledger.alerts()
                .silence(
                        "circuit-open:municipality-ale",
                        Instant.now().plusSeconds(7200),
                        "anna",
                        "planned maintenance");
        conditions.add(condition("municipality-ale"));
        evaluator.evaluate();
        assertThat(openAlerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.toldAt()).isNull());
        assertThat(untold("mail")).isEmpty();

        assertThat(ledger.alerts().endSilence("circuit-open:municipality-ale")).isTrue();
        evaluator.evaluate();

        assertThat(untold("mail")).containsExactly("OPENED");
    }

    @Test
    void whatNobodyTakesIsToldToTheNextInLineOnce() {
        conditions.add(condition("municipality-ale"));
        evaluator.evaluate();
        clock.forward(Duration.ofMinutes(59));
        evaluator.evaluate();
        assertThat(untold("on-call")).isEmpty();
        clock.forward(Duration.ofMinutes(1));
        evaluator.evaluate();
        evaluator.evaluate();

        assertThat(untold("on-call")).containsExactly("ESCALATED");
    }

    @Test
    void whatSomebodyHasTakenIsNotEscalated() {
        conditions.add(condition("municipality-ale"));
        evaluator.evaluate();
        AlertRow alert = openAlerts().get(0);
        assertThat(ledger.alerts().acknowledge(alert.id(), "anna")).isTrue();
        assertThat(ledger.alerts().acknowledge(alert.id(), "bo")).as("twice").isFalse();
        clock.forward(Duration.ofHours(3));
        evaluator.evaluate();

        assertThat(untold("on-call")).isEmpty();
        assertThat(openAlerts())
                .singleElement()
                .satisfies(open -> assertThat(open.acknowledgedBy()).isEqualTo("anna"));
    }

    private AlertEvaluator evaluator(Channels channels) {
        AlertCheck check = new AlertCheck() {
            @Override
            public String kind() {
                return "circuit-open";
            }

            @Override
            public List<Condition> find(AlertRule rule) {
                if (broken) {
                    throw new IllegalStateException("away");
                }
                return List.copyOf(conditions);
            }
        };
        return new AlertEvaluator(
                ledger.alerts(),
                WatchedConfiguration.inForce(PLAN),
                List.of(check),
                channels,
                new TimeOrderedIds(),
                clock);
    }

    private List<AlertRow> openAlerts() {
        return ledger.alerts().listOpen();
    }

    private List<String> untold(String channel) {
        return ledger.notices().listUntold(channel).stream()
                .map(item -> item.what())
                .toList();
    }

    private static Condition condition(String subject) {
        return new Condition(subject, Map.of("since", "2026-11-24T05:00:00Z", "attempts", "7"));
    }
}
