package se.knutpunkt.operate.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.ledger.WatchedLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.WatchedConfiguration;
import se.knutpunkt.operate.alert.Channels;

/** Incidents on a real ledger: opened of alerts, parties counted and told, closed when end and cause are known. */
class IncidentsIT {

    private static final String WHY = "wards have called";

    private WatchedLedger ledger;
    private OperatorLog log;
    private Incidents incidents;

    @BeforeEach
    void open() {
        ledger = new WatchedLedger();
        // parties of the test's messages are municipality-<system>
        ledger.receiver("ale");
        ledger.receiver("nowhere");
        log = new OperatorLog(ledger.actions());
        incidents = incidents(new Channels(true, false));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void openedOfAnAlertItKnowsWhenItBeganAndWhomItConcerns() {
        late("ale", Duration.ofHours(2));
        late("ale", Duration.ofHours(1));
        Instant began = Instant.now().minus(Duration.ofHours(3));
        UUID alert = alert(began);

        Incidents.Whole whole = incidents.open("Ale svarade inte", "MAJOR", null, List.of(alert), "anna", WHY);

        assertThat(whole.incident().beganAt())
                .isCloseTo(began, org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.SECONDS));
        assertThat(whole.duration()).isCloseTo(Duration.ofHours(3), Duration.ofMinutes(1));
        assertThat(whole.alerts())
                .singleElement()
                .satisfies(of -> assertThat(of.id()).isEqualTo(alert));
        assertThat(whole.parties()).singleElement().satisfies(party -> {
            assertThat(party.partyId()).isEqualTo("municipality-ale");
            assertThat(party.delayed()).isEqualTo(2);
        });
        assertThat(whole.affected()).isEqualTo(2);
        assertThat(whole.timeline()).extracting(entry -> entry.step()).containsExactly("opened", "counted");
        assertThat(log.list("anna", null, Long.MAX_VALUE, 5))
                .singleElement()
                .satisfies(action -> assertThat(action.action()).isEqualTo("incident-opened"));
    }

    @Test
    void eachPartyIsToldOfItsOwnFiguresInBothLanguages() {
        late("ale", Duration.ofHours(2));
        late("nowhere", Duration.ofHours(2));
        UUID id = incidents
                .open("Störning i nätet", "MINOR", Instant.now().minus(Duration.ofHours(3)), List.of(), "anna", WHY)
                .incident()
                .id();

        Incidents.Told told = incidents.tellParties(id, "anna", WHY);

        assertThat(told.parties()).isEqualTo(1);
        assertThat(told.withoutMailbox()).containsExactly("municipality-nowhere");
        NoticeRow notice = ledger.notices().listOfIncident(id).get(0);
        assertThat(notice.recipients()).containsExactly("it-support@ale.example");
        assertThat(notice.body())
                .contains(
                        "Störning i nätet",
                        "Till er har 1 meddelanden kommit fram sent",
                        "To you 1 messages have come late")
                .doesNotContain("{");
        assertThatThrownBy(() -> incidents(new Channels(false, false)).tellParties(id, "anna", WHY))
                .as("no mail server")
                .isInstanceOf(HubException.class);
    }

    @Test
    void itIsClosedWhenItsEndAndCauseAreKnownAndOpenedAgain() {
        Instant began = Instant.now().minus(Duration.ofHours(3));
        UUID id = incidents
                .open("Störning i nätet", "MINOR", began, List.of(), "anna", WHY)
                .incident()
                .id();
        assertThatThrownBy(() -> incidents.close(id, "anna", WHY))
                .isInstanceOfSatisfying(
                        HubException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STATE_CHANGED));
        assertThatThrownBy(() -> incidents.describe(
                        id, "Störning i nätet", "MINOR", began, began.minusSeconds(1), "network", "", "anna", WHY))
                .isInstanceOf(HubException.class);
        assertThatThrownBy(() ->
                        incidents.describe(id, "Störning i nätet", "MINOR", began, null, "weather", "", "anna", WHY))
                .isInstanceOf(HubException.class);
        incidents.describe(
                id,
                "Störning i nätet",
                "MAJOR",
                began,
                began.plus(Duration.ofHours(2)),
                "network",
                "Avgrävd fiber.",
                "anna",
                WHY);

        Incidents.Whole closed = incidents.close(id, "anna", WHY);

        assertThat(closed.duration()).isEqualTo(Duration.ofHours(2));
        assertThatThrownBy(() -> incidents.note(id, "anna", "one more line")).isInstanceOf(HubException.class);
        assertThatThrownBy(() -> incidents.close(id, "bo", WHY)).as("twice").isInstanceOf(HubException.class);
        assertThat(ledger.incidents().listBetween(began.minusSeconds(60), began))
                .as("before it")
                .isEmpty();
        assertThat(ledger.incidents().listBetween(began.plusSeconds(60), Instant.now()))
                .hasSize(1);
        assertThat(incidents.reopen(id, "anna", WHY).incident().isOpen()).isTrue();
    }

    @Test
    void anActionIsDoneOnce() {
        UUID id = incidents
                .open("Störning i nätet", "MINOR", Instant.now(), List.of(), "anna", WHY)
                .incident()
                .id();
        UUID action = incidents
                .addAction(id, "beställ nytt certifikat", "GITS", null, "anna")
                .actions()
                .get(0)
                .id();
        assertThat(incidents.finishAction(id, action, "anna").actions())
                .singleElement()
                .satisfies(done -> assertThat(done.isDone()).isTrue());
        assertThatThrownBy(() -> incidents.finishAction(id, action, "bo")).isInstanceOf(HubException.class);
    }

    private void late(String system, Duration by) {
        UUID delivery = ledger.deliveryOf(ledger.accept(system));
        ledger.deliver(delivery);
        ledger.age(delivery, by);
    }

    private UUID alert(Instant at) {
        UUID id = new TimeOrderedIds().next();
        ledger.alerts().see(id, "circuit-open", "circuit-open:ale", "ale", "warning", Map.of(), at);
        return id;
    }

    private Incidents incidents(Channels channels) {
        return new Incidents(
                ledger.incidents(),
                ledger.alerts(),
                ledger.outages(),
                ledger.notices(),
                WatchedConfiguration.inForce(),
                channels,
                log,
                new TimeOrderedIds(),
                Clock.systemUTC());
    }
}
